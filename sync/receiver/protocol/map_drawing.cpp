// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/map_drawing.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace talt::receiver::protocol {

using core::PlanePoint;

namespace {

std::string number(double value) {
  return fmt::format("{:.1f}", value);
}

double distance(PlanePoint a, PlanePoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

constexpr double strip = 48;  // below the map

/// Round the origin, for a circle of radius 12.
void draw_shape(Markup& page, Sign sign) {
  const std::string classes = std::string(class_of(sign)) + " edge";
  switch (sign) {
    case Sign::Good:
      return page.empty("circle", {{"class", classes}, {"r", "12"}});
    case Sign::Done:
      return page.empty("circle", {{"class", "done"}, {"r", "12"}});
    case Sign::Bad:
      return page.empty("rect",
                        {{"class", classes}, {"x", "-11"}, {"y", "-11"}, {"width", "22"}, {"height", "22"}});
    case Sign::Question:
      return page.empty("path", {{"class", classes}, {"d", "M0-15.5L15.5 0 0 15.5-15.5 0z"}});
    case Sign::Note:
      return page.empty("path", {{"class", classes}, {"d", "M-7-12H7L14 0 7 12H-7L-14 0z"}});
  }
}

class Drawing {
 public:
  Drawing(Markup& page, const Story& story, const MapFrame& frame, const Words& words)
      : page_(page), story_(story), frame_(frame), words_(words) {}

  std::size_t draw(const MapBackground& background) {
    const auto svg =
        page_.in("svg", {{"class", "map"},
                         {"viewBox", "0 0 " + number(frame_.width) + " " + number(frame_.height + strip)},
                         {"width", number(frame_.width)},
                         {"height", number(frame_.height + strip)},
                         {"direction", "ltr"},
                         {"role", "img"},
                         {"aria-label", words_.map_alt.string()}});
    if (background.pictures.empty()) draw_grid();
    for (const auto& picture : background.pictures) draw_picture(picture);
    draw_route();
    for (const char* kind : {"casing", "track"}) draw_tracks(kind);
    draw_stops();
    const auto outside = draw_marks();
    page_.empty("rect", {{"class", "strip"},
                         {"y", number(frame_.height)},
                         {"width", number(frame_.width)},
                         {"height", number(strip)}});
    draw_scale();
    draw_north();
    return outside;
  }

 private:
  void draw_picture(const MapPicture& picture) {
    const auto& m = picture.pixels_to_drawing;
    page_.empty("image", {{"href", picture.href},
                          {"width", std::to_string(picture.width)},
                          {"height", std::to_string(picture.height)},
                          {"preserveAspectRatio", "none"},
                          {"transform", fmt::format("matrix({:.6f} {:.6f} {:.6f} {:.6f} {:.3f} {:.3f})", m.a,
                                                    m.d, m.b, m.e, m.c, m.f)}});
  }

  /// Squares of the bar's length.
  void draw_grid() {
    const double step = bar_metres(frame_) * frame_.units_per_metre;
    std::string lines;
    for (double x = step; x < frame_.width; x += step)
      lines += "M" + number(x) + " 0V" + number(frame_.height);
    for (double y = step; y < frame_.height; y += step)
      lines += "M0 " + number(y) + "H" + number(frame_.width);
    page_.empty("path", {{"class", "grid"}, {"d", lines}});
  }

  void draw_line(const std::vector<core::LatLon>& line, const char* kind) {
    std::string path;
    for (const auto& place : line) {
      const auto at = frame_.on_drawing(place);
      path += (path.empty() ? "M" : "L") + number(at.x) + " " + number(at.y);
    }
    if (line.size() > 1) page_.empty("path", {{"class", kind}, {"d", path}});
  }

  void draw_route() {
    const auto& plan = story_.account->dialogue.walk;
    if (!plan) return;
    auto route = plan->route;
    if (route.empty())
      for (const auto& stop : plan->stops) route.push_back(stop.at);
    draw_line(route, "route");
  }

  /// Broken where a fix lies outside: a line to it would cross the map.
  void draw_tracks(const char* kind) {
    for (const auto& track : story_.account->tracks)
      for (const auto& segment : track.segments) {
        std::vector<core::LatLon> line;
        for (const auto& point : segment) {
          if (frame_.shows(point.at)) {
            line.push_back(point.at);
            continue;
          }
          draw_line(line, kind);
          line.clear();
        }
        draw_line(line, kind);
      }
  }

  void draw_stops() {
    const auto& plan = story_.account->dialogue.walk;
    if (!plan) return;
    for (std::size_t i = 0; i < plan->stops.size(); ++i) {
      if (!frame_.shows(plan->stops[i].at)) continue;
      const auto at = frame_.on_drawing(plan->stops[i].at);
      taken_.push_back(at);
      page_.empty("circle", {{"class", "stop"}, {"cx", number(at.x)}, {"cy", number(at.y)}, {"r", "15"}});
      page_.element("text", {{"class", "stop-letter"}, {"x", number(at.x)}, {"y", number(at.y + 6)}},
                    stop_letter(i));
    }
  }

  std::size_t draw_marks() {
    std::vector<const Item*> shown;
    std::vector<PlanePoint> spots;
    std::size_t outside = 0;
    for (const auto& item : story_.all) {
      if (!item.where.at) continue;
      if (!frame_.shows(*item.where.at)) {
        ++outside;
        continue;
      }
      shown.push_back(&item);
      spots.push_back(frame_.on_drawing(*item.where.at));
    }
    constexpr std::size_t crowd = 80;
    const double size = shown.size() > crowd ? 0.8 : 1.25;
    const auto marks = apart(spots, taken_, 14 * size, frame_);
    for (std::size_t i = 0; i < marks.size(); ++i) draw_lead(spots[i], marks[i]);
    for (std::size_t i = 0; i < marks.size(); ++i) draw_at(*shown[i], marks[i], size);
    return outside;
  }

  void draw_lead(PlanePoint spot, PlanePoint mark) {
    if (distance(spot, mark) < 5) return;
    page_.empty("path", {{"class", "lead"},
                         {"d", "M" + number(spot.x) + " " + number(spot.y) + "L" + number(mark.x) + " " +
                                   number(mark.y)}});
    page_.empty("circle", {{"class", "spot"}, {"cx", number(spot.x)}, {"cy", number(spot.y)}, {"r", "2.5"}});
  }

  void draw_at(const Item& item, PlanePoint at, double size) {
    const auto group = page_.in(
        "g", {{"transform", fmt::format("translate({:.1f} {:.1f}) scale({:.2f})", at.x, at.y, size)}});
    draw_shape(page_, item.sign());
    page_.element("text", {{"y", "4.6"}}, std::to_string(item.note->number));
  }

  void draw_scale() {
    const double metres = bar_metres(frame_), length = metres * frame_.units_per_metre;
    const double y = frame_.height + strip - 16, x = 24;
    page_.empty("path", {{"class", "bar"},
                         {"d", "M" + number(x) + " " + number(y - 7) + "v7h" + number(length) + "v-7"}});
    const auto words = metres >= 1000 ? filled(words_.kilometres, {fmt::format("{:.0f}", metres / 1000)})
                                      : filled(words_.metres, {fmt::format("{:.0f}", metres)});
    page_.element("text", {{"class", "plain"}, {"x", number(x + length / 2)}, {"y", number(y - 8)}}, words);
  }

  void draw_north() {
    const auto group = page_.in("g", {{"transform", "translate(" + number(frame_.width - 34) + " " +
                                                        number(frame_.height + strip / 2) + ")"}});
    page_.empty("path", {{"class", "plain"}, {"d", "M-14-15L-5 15-14 8-23 15z"}});
    page_.element("text", {{"class", "plain"}, {"x", "10"}, {"y", "6"}}, words_.north);
  }

  Markup& page_;
  const Story& story_;
  const MapFrame& frame_;
  const Words& words_;
  std::vector<PlanePoint> taken_;
};

}  // namespace

const char* class_of(Sign sign) {
  switch (sign) {
    case Sign::Good:
      return "good";
    case Sign::Bad:
      return "bad";
    case Sign::Question:
      return "question";
    case Sign::Note:
      return "note";
    case Sign::Done:
      return "done";
  }
  return "note";
}

std::string stop_letter(std::size_t stop) {
  std::string letters;
  for (++stop; stop > 0; stop = (stop - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (stop - 1) % 26));
  return letters;
}

void draw_mark(Markup& page, const Item& item, const char* classes) {
  const auto svg =
      page.in("svg", {{"class", classes}, {"viewBox", "-16 -16 32 32"}, {"aria-hidden", "true"}});
  draw_shape(page, item.sign());
  if (item.is_seen()) page.element("text", {{"y", "5"}}, std::to_string(item.note->number));
}

void draw_sign(Markup& page, Sign sign, const char* classes) {
  const auto svg =
      page.in("svg", {{"class", classes}, {"viewBox", "-16 -16 32 32"}, {"aria-hidden", "true"}});
  draw_shape(page, sign);
}

std::vector<PlanePoint> apart(const std::vector<PlanePoint>& spots, const std::vector<PlanePoint>& taken,
                              double radius, const MapFrame& frame) {
  constexpr int rings_max = 200;
  auto used = taken;
  std::vector<PlanePoint> marks;
  const auto is_free = [&](PlanePoint at) {
    const bool is_inside =
        at.x >= radius && at.y >= radius && at.x <= frame.width - radius && at.y <= frame.height - radius;
    return is_inside && std::none_of(used.begin(), used.end(),
                                     [&](PlanePoint other) { return distance(at, other) < 2 * radius; });
  };
  for (const auto& spot : spots) {
    auto at = spot;
    bool is_placed = is_free(at);
    for (int ring = 1; ring <= rings_max && !is_placed; ++ring)
      for (int step = 0; step < 6 * ring && !is_placed; ++step) {
        const double angle = 2 * std::numbers::pi * step / (6 * ring) - std::numbers::pi / 4;
        const double away = ring * radius;
        const PlanePoint tried{spot.x + away * std::cos(angle), spot.y + away * std::sin(angle)};
        is_placed = is_free(tried);
        if (is_placed) at = tried;
      }
    used.push_back(at);
    marks.push_back(at);
  }
  return marks;
}

std::size_t draw_map(Markup& page, const Story& story, const MapFrame& frame, const MapBackground& background,
                     const Words& words) {
  return Drawing(page, story, frame, words).draw(background);
}

}  // namespace talt::receiver::protocol
