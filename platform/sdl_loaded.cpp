// SPDX-License-Identifier: EUPL-1.2
// The ports of screen, sound, microphone and pictures over SDL's module, which is loaded when it is first
// needed.
#include <dlfcn.h>

#include <future>

#include "platform/screen_pixman.h"
#include "platform/sdl_module.h"

namespace talt::platform {

using core::Result;

namespace {

struct Loading {
  const SdlModule* module = nullptr;
  std::string why;

#ifdef TALT_SDL_LINKED  // sanitizers watch one program whole
  Loading() : module(talt_sdl()) {}
#else
  Loading() {
    void* library =
        dlopen("talt-sdl.so", RTLD_LAZY | RTLD_LOCAL);  // beside the program: its run path says so
    void* entry = library == nullptr ? nullptr : dlsym(library, "talt_sdl");
    if (entry == nullptr)
      why = dlerror();
    else
      module = reinterpret_cast<decltype(&talt_sdl)>(entry)();
  }
#endif
};

const Loading& loaded() {
  static const Loading loading;
  return loading;
}

core::Error missing(const char* what) {
  return {what, loaded().why, "keep talt-sdl.so beside the program, and install libsdl2-image-2.0-0"};
}

/// Loads and opens with the first sound, on a thread of its own: no frame waits for it.
class SoundsWhenPlayed final : public Sounds {
 public:
  void play(core::effect::Sound::Kind kind) override {
    if (!opening_.valid()) {
      opening_ = std::async(std::launch::async, [kind] {
        auto sounds = loaded().module == nullptr ? nullptr : loaded().module->open_sounds();
        if (sounds) sounds->play(kind);
        return std::shared_ptr<Sounds>(std::move(sounds));
      });
      return;
    }
    if (opening_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
      return;  // still with the first one
    if (const auto& sounds = opening_.get()) sounds->play(kind);
  }

 private:
  std::shared_future<std::shared_ptr<Sounds>> opening_;
};

}  // namespace

Result<std::unique_ptr<Screen>> open_screen(const ScreenOptions& options) {
  if (options.width < 320 || options.height < 240 || options.width > 8192 || options.height > 8192)
    return core::Error{"the screen cannot be opened", "its size is outside of 320x240 to 8192x8192",
                       "choose another --size"};
  if (options.headless) return open_headless_screen(options);
  return loaded().module == nullptr ? missing("the screen cannot be opened")
                                    : loaded().module->open_window(options);
}

std::unique_ptr<Sounds> open_sounds() {
  return std::make_unique<SoundsWhenPlayed>();
}

Result<std::unique_ptr<Playback>> play_voice(std::span<const std::int16_t> samples) {
  if (loaded().module == nullptr) return missing("the voice memo cannot be played");
  return loaded().module->play_voice(samples);
}

Result<std::unique_ptr<Microphone>> open_microphone() {
  if (loaded().module == nullptr) return missing("no microphone can be heard");
  return loaded().module->open_microphone();
}

Result<Image> decode_picture(core::ByteView file, int side_max) {
  if (loaded().module == nullptr) return missing("the picture cannot be read");
  return loaded().module->decode_picture(file, side_max);
}

Result<core::Bytes> encode_png(const Image& image) {
  if (loaded().module == nullptr) return missing("the picture cannot be written");
  return loaded().module->encode_png(image);
}

}  // namespace talt::platform
