// SPDX-License-Identifier: EUPL-1.2
#include "platform/media_module.h"

const talt::platform::MediaModule* talt_media() {
  namespace media = talt::platform::media;
  static constexpr talt::platform::MediaModule module{&media::take_in,           &media::encode_jpeg,
                                                      &media::open_voice_writer, &media::read_voice,
                                                      &media::voice_length_ms,   &media::take_in_frame};
  return &module;
}
