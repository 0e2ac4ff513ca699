// SPDX-License-Identifier: EUPL-1.2
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>

#include "platform/text.h"

namespace talt::platform {
namespace {

constexpr int side_max = 2048;                  // a texture's largest side
constexpr std::size_t text_bytes_max = 16'384;  // beyond what any screen can show
constexpr const char* family = "Noto Sans";

/// Every paragraph is laid out at this size and scaled when it is measured and drawn: a size of its own would
/// cost a search through all fonts. Nothing is rounded to pixels before.
constexpr float em_px = 64;

/// Fonts that people read signs in. The machine's own configuration would cost four milliseconds of every
/// start, and could make each machine's screens look different.
constexpr const char* font_rules = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <selectfont><rejectfont>
    <glob>*Serif*</glob><glob>*Mono*</glob><glob>*Italic*</glob><glob>*Oblique*</glob><glob>*Condensed*</glob>
  </rejectfont></selectfont>
</fontconfig>)";

/// Once a process, before Pango reads the machine's configuration; that one stands where ours finds no font.
void choose_fonts() {
  FcConfig* config = FcConfigCreate();
  const auto* rules = reinterpret_cast<const FcChar8*>(font_rules);
  if (FcConfigParseAndLoadFromMemory(config, rules, FcTrue) && FcConfigBuildFonts(config)) {
    const FcFontSet* fonts = FcConfigGetFonts(config, FcSetSystem);
    if (fonts != nullptr && fonts->nfont > 0) FcConfigSetCurrent(config);
  }
  FcConfigDestroy(config);
}

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref<T>>;

/// Valid and bounded, cut between characters.
std::string drawable(const Paragraph& paragraph) {
  std::string text = paragraph.text;
  if (text.size() > text_bytes_max) {
    std::size_t end = text_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
  }
  // Pango counts lines_max per paragraph, so a text bounded in lines is one paragraph.
  if (paragraph.lines_max > 0) std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\0', ' ');
  if (g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr)) return text;
  char* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  text = valid;
  g_free(valid);
  return text;
}

PangoAlignment alignment(const Paragraph& paragraph) {
  if (paragraph.align == TextAlign::Centre) return PANGO_ALIGN_CENTER;
  return (paragraph.align == TextAlign::Start) != paragraph.right_to_left ? PANGO_ALIGN_LEFT
                                                                          : PANGO_ALIGN_RIGHT;
}

struct Extents {
  int x = 0, y = 0, width = 0, height = 0;  // logical, pixels
};

class PangoRenderer final : public TextRenderer {
 public:
  PangoRenderer() {
    map_.reset(pango_cairo_font_map_new());
    context_.reset(pango_font_map_create_context(map_.get()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
  }

  TextSize measure(const Paragraph& paragraph) override {
    PangoLayout* layout = laid_out(paragraph);
    return size_of(paragraph, extents(layout));
  }

  TextImage render(const Paragraph& paragraph) override {
    PangoLayout* layout = laid_out(paragraph);
    Extents box = extents(layout);
    TextImage image;
    image.size = size_of(paragraph, box);
    if (paragraph.window_height > 0) {
      const int top = std::clamp(paragraph.window_top, 0, box.height);
      box.y += top;
      box.height = std::min(box.height - top, paragraph.window_height);
    }
    image.width = std::min(box.width, side_max);
    image.height = std::min(box.height, side_max);
    if (image.width <= 0 || image.height <= 0) return image;
    const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, image.width);
    std::vector<std::uint8_t> rows(static_cast<std::size_t>(stride) * static_cast<std::size_t>(image.height));
    cairo_surface_t* surface =
        cairo_image_surface_create_for_data(rows.data(), CAIRO_FORMAT_A8, image.width, image.height, stride);
    cairo_t* pen = cairo_create(surface);
    cairo_translate(pen, -box.x, -box.y);
    cairo_scale(pen, scale(), scale());
    pango_cairo_show_layout(pen, layout);
    cairo_destroy(pen);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    image.alpha.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    for (int y = 0; y < image.height; ++y) {
      const auto row = rows.begin() + std::ptrdiff_t{y} * stride;
      image.alpha.insert(image.alpha.end(), row, row + image.width);
    }
    return image;
  }

  CaretRect caret(const Paragraph& paragraph, std::size_t index) override {
    PangoLayout* layout = laid_out(paragraph);
    PangoRectangle strong{};
    pango_layout_get_cursor_pos(layout, bounded(index), &strong, nullptr);
    const Extents box = extents(layout);
    const auto pixels = [this](int units) { return static_cast<float>(units * scale() / PANGO_SCALE); };
    return {pixels(strong.x) - static_cast<float>(box.x), pixels(strong.y) - static_cast<float>(box.y),
            pixels(strong.height)};
  }

  std::size_t index_at(const Paragraph& paragraph, float x, float y) override {
    PangoLayout* layout = laid_out(paragraph);
    const Extents box = extents(layout);
    const auto units = [this](float pixels, int from) {
      return static_cast<int>((std::clamp(pixels, -16'384.f, 16'384.f) + static_cast<float>(from)) / scale() *
                              PANGO_SCALE);
    };
    int index = 0, trailing = 0;
    pango_layout_xy_to_index(layout, units(x, box.x), units(y, box.y), &index, &trailing);
    return after(index, trailing);
  }

  std::size_t step(const Paragraph& paragraph, std::size_t index, bool to_the_right) override {
    PangoLayout* layout = laid_out(paragraph);
    int next = 0, trailing = 0;
    const int from = bounded(index);
    pango_layout_move_cursor_visually(layout, TRUE, from, 0, to_the_right ? 1 : -1, &next, &trailing);
    // Pango says -1 and G_MAXINT where the caret would leave the text: it stays where it is.
    if (next < 0 || next == std::numeric_limits<int>::max()) return static_cast<std::size_t>(from);
    return after(next, trailing);
  }

  float cap_height(float size) override {
    if (cap_share_ == 0) {
      Paragraph capital;
      capital.text = "H";
      PangoRectangle ink{};
      pango_layout_get_extents(laid_out(capital), &ink, nullptr);
      cap_share_ = static_cast<float>(ink.height) / PANGO_SCALE / em_px;
      if (cap_share_ <= 0) cap_share_ = 0.714f;  // no font at all: Noto's own share
    }
    return cap_share_ * size;
  }

 private:
  /// The last paragraph's layout is kept: carets, hits and pictures are asked for in a row.
  PangoLayout* laid_out(const Paragraph& paragraph) {
    Paragraph wanted = paragraph;
    wanted.window_top = wanted.window_height = 0;
    if (layout_ && laid_out_ == wanted) return layout_.get();
    laid_out_ = std::move(wanted);
    text_ = drawable(paragraph);
    pango_context_set_base_dir(context_.get(),
                               paragraph.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(context_.get(), pango_language_from_string(paragraph.language.c_str()));
    layout_.reset(pango_layout_new(context_.get()));
    PangoLayout* layout = layout_.get();
    pango_layout_set_auto_dir(layout, FALSE);
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, family);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(paragraph.weight));
    pango_font_description_set_absolute_size(font, em_px * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_alignment(layout, alignment(paragraph));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(layout, paragraph.is_whole ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
    pango_layout_set_line_spacing(layout, paragraph.line_spacing);
    const bool wraps = paragraph.width_max > 0;
    pango_layout_set_width(layout, units_of(wraps ? std::min(paragraph.width_max, side_max) : side_max));
    if (!wraps)
      pango_layout_set_single_paragraph_mode(layout, TRUE);
    else if (paragraph.lines_max > 0)
      pango_layout_set_height(layout, -paragraph.lines_max);
    else if (!paragraph.is_whole)
      pango_layout_set_height(layout, units_of(side_max));
    pango_layout_set_text(layout, text_.data(), static_cast<int>(text_.size()));
    return layout;
  }

  /// Of what is laid out, to what is seen.
  double scale() const { return double{std::clamp(laid_out_.size, 1.f, 1000.f)} / double{em_px}; }
  int units_of(int pixels) const { return static_cast<int>(pixels / scale() * PANGO_SCALE); }

  Extents extents(PangoLayout* layout) const {
    PangoRectangle logical{};
    pango_layout_get_extents(layout, nullptr, &logical);
    const double pixels = scale() / PANGO_SCALE;
    const auto floor_of = [&](int units) { return static_cast<int>(std::floor(units * pixels)); };
    const auto ceil_of = [&](int units) { return static_cast<int>(std::ceil(units * pixels)); };
    const int x = floor_of(logical.x), y = floor_of(logical.y);
    return {x, y, ceil_of(logical.x + logical.width) - x, ceil_of(logical.y + logical.height) - y};
  }

  TextSize size_of(const Paragraph& paragraph, const Extents& box) const {
    PangoLayout* layout = layout_.get();
    const bool is_too_high = !paragraph.is_whole && box.height > side_max;
    return {std::min(box.width, side_max), is_too_high ? side_max : box.height,
            pango_layout_get_line_count(layout), pango_layout_is_ellipsized(layout) != FALSE || is_too_high,
            pango_layout_get_unknown_glyphs_count(layout)};
  }

  /// Within the text and at the beginning of a character.
  int bounded(std::size_t index) const {
    std::size_t at = std::min(index, text_.size());
    while (at > 0 && at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) --at;
    return static_cast<int>(at);
  }

  std::size_t after(int index, int characters) const {
    const char* at = text_.data() + bounded(static_cast<std::size_t>(std::max(index, 0)));
    const char* end = text_.data() + text_.size();
    for (; characters > 0 && at < end; --characters) at = g_utf8_next_char(at);
    return static_cast<std::size_t>(std::min(at, end) - text_.data());
  }

  Object<PangoFontMap> map_;
  Object<PangoContext> context_;
  Object<PangoLayout> layout_;
  Paragraph laid_out_;
  std::string text_;
  float cap_share_ = 0;
};

}  // namespace

core::Result<std::unique_ptr<TextRenderer>> open_text_renderer() {
  static std::once_flag chosen;
  std::call_once(chosen, choose_fonts);
  return std::unique_ptr<TextRenderer>(std::make_unique<PangoRenderer>());
}

}  // namespace talt::platform
