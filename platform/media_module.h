// SPDX-License-Identifier: EUPL-1.2
// What the libraries of pictures and speech codecs do for a walk, in a module of its own (talt-media.so
// beside the programs): with libheif alone come two video codecs, which no start of a kiosk should wait for.
// Loaded with the first photo or voice memo (media_loaded.cpp). Any thread.
#pragma once

#include "platform/photo.h"

namespace talt::platform {

namespace media {
core::Result<TakenIn> take_in(core::ByteView file, int side_max);
core::Result<core::Bytes> encode_jpeg(const core::Photo& photo);
}  // namespace media

struct MediaModule {
  decltype(&media::take_in) take_in;
  decltype(&media::encode_jpeg) encode_jpeg;
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
