// SPDX-License-Identifier: EUPL-1.2
// What SDL does for us, in a module of its own (talt-sdl.so beside the programs): with the sixty libraries
// that it brings it would cost each start eight milliseconds, and a try to sync or a status needs none of it.
// Loaded when the first window, sound or picture is asked for (sdl_loaded.cpp). Any thread.
#pragma once

#include "platform/microphone.h"
#include "platform/pictures.h"
#include "platform/screen.h"
#include "platform/sound.h"

namespace talt::platform {

namespace sdl {
core::Result<std::unique_ptr<Screen>> open_window(const ScreenOptions& options);
std::unique_ptr<Sounds> open_sounds();
core::Result<std::unique_ptr<Playback>> play_voice(std::span<const std::int16_t> samples);
core::Result<std::unique_ptr<Microphone>> open_microphone();
core::Result<Image> decode_picture(core::ByteView file, int side_max);
core::Result<core::Bytes> encode_png(const Image& image);
}  // namespace sdl

struct SdlModule {
  decltype(&sdl::open_window) open_window;
  decltype(&sdl::open_sounds) open_sounds;
  decltype(&sdl::play_voice) play_voice;
  decltype(&sdl::open_microphone) open_microphone;
  decltype(&sdl::decode_picture) decode_picture;
  decltype(&sdl::encode_png) encode_png;
};

}  // namespace talt::platform

extern "C" const talt::platform::SdlModule* talt_sdl();
