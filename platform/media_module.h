// SPDX-License-Identifier: EUPL-1.2
// What the libraries of pictures and speech codecs do for a walk, in a module of its own (talt-media.so
// beside the programs): with libheif alone come two video codecs, which no start of a kiosk should wait for.
// Loaded with the first photo or voice memo (media_loaded.cpp). Any thread.
#pragma once

#include "platform/camera_frame.h"
#include "platform/photo.h"
#include "platform/voice.h"

namespace talt::platform {

namespace media {
core::Result<TakenIn, core::PhotoError> take_in(core::ByteView file, int side_max);
core::Result<core::Bytes> encode_jpeg(const core::Photo& photo);
core::Result<std::unique_ptr<VoiceWriter>> open_voice_writer();
core::Result<std::vector<std::int16_t>> read_voice(core::ByteView memo);
core::Result<std::int64_t> voice_length_ms(core::ByteView memo);
core::Result<TakenIn> take_in_frame(const CameraFrame& frame, int side_max);
}  // namespace media

struct MediaModule {
  decltype(&media::take_in) take_in;
  decltype(&media::encode_jpeg) encode_jpeg;
  decltype(&media::open_voice_writer) open_voice_writer;
  decltype(&media::read_voice) read_voice;
  decltype(&media::voice_length_ms) voice_length_ms;
  decltype(&media::take_in_frame) take_in_frame;
};

/// Null where the module cannot be loaded; then `why` says so.
struct LoadedMedia {
  const MediaModule* module = nullptr;
  core::Error missing(const char* what) const;
  std::string why;
};
const LoadedMedia& load_media();

}  // namespace talt::platform

extern "C" const talt::platform::MediaModule* talt_media();
