// SPDX-License-Identifier: EUPL-1.2
// The ports of photos and voice memos over the media module, which is loaded when it is first needed.
#include <dlfcn.h>

#include "platform/media_module.h"

namespace talt::platform {

namespace {

LoadedMedia load() {
#ifdef TALT_MEDIA_LINKED  // sanitizers watch one program whole
  return {talt_media(), {}};
#else
  void* library =
      dlopen("talt-media.so", RTLD_LAZY | RTLD_LOCAL);  // beside the program: its run path says so
  void* entry = library == nullptr ? nullptr : dlsym(library, "talt_media");
  if (entry == nullptr) return {nullptr, dlerror()};
  return {reinterpret_cast<decltype(&talt_media)>(entry)(), {}};
#endif
}

}  // namespace

const LoadedMedia& load_media() {
  static const LoadedMedia loaded = load();
  return loaded;
}

core::Error LoadedMedia::missing(const char* what) const {
  return {what, why, "keep talt-media.so beside the program, and install what app/install names"};
}

core::Result<TakenIn, core::PhotoError> take_in(core::ByteView file, int side_max) {
  const auto& media = load_media();
  if (media.module == nullptr)
    return core::PhotoError{media.missing("the photo cannot be read"), core::PhotoTrouble::Unsupported};
  return media.module->take_in(file, side_max);
}

core::Result<core::Bytes> encode_jpeg(const core::Photo& photo) {
  const auto& media = load_media();
  if (media.module == nullptr) return media.missing("the photo cannot be written");
  return media.module->encode_jpeg(photo);
}

core::Result<std::unique_ptr<VoiceWriter>> open_voice_writer() {
  const auto& media = load_media();
  if (media.module == nullptr) return media.missing("the voice memo cannot be written");
  return media.module->open_voice_writer();
}

core::Result<std::vector<std::int16_t>> read_voice(core::ByteView memo) {
  const auto& media = load_media();
  if (media.module == nullptr) return media.missing("the voice memo cannot be read");
  return media.module->read_voice(memo);
}

core::Result<std::int64_t> voice_length_ms(core::ByteView memo) {
  const auto& media = load_media();
  if (media.module == nullptr) return media.missing("the voice memo cannot be read");
  return media.module->voice_length_ms(memo);
}

core::Result<TakenIn> take_in_frame(const CameraFrame& frame, int side_max) {
  const auto& media = load_media();
  if (media.module == nullptr) return media.missing("the camera's picture cannot be read");
  return media.module->take_in_frame(frame, side_max);
}

Image preview(const core::Photo& photo, int side_max) {
  const auto small = core::shrunk(photo, side_max);
  Image image{small.width, small.height, {}};
  image.rgba.reserve(small.rgb.size() / 3 * 4);
  for (std::size_t i = 0; i + 2 < small.rgb.size(); i += 3)
    image.rgba.insert(image.rgba.end(), {small.rgb[i], small.rgb[i + 1], small.rgb[i + 2], 255});
  return image;
}

}  // namespace talt::platform
