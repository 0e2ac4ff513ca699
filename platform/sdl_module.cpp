// SPDX-License-Identifier: EUPL-1.2
#include "platform/sdl_module.h"

const talt::platform::SdlModule* talt_sdl() {
  namespace sdl = talt::platform::sdl;
  static constexpr talt::platform::SdlModule module{&sdl::open_window,    &sdl::open_sounds,
                                                    &sdl::play_voice,     &sdl::open_microphone,
                                                    &sdl::decode_picture, &sdl::encode_png};
  return &module;
}
