// SPDX-License-Identifier: EUPL-1.2
// What is asked of every picture before anything of it is decoded. Pure; any thread.
#pragma once

#include "app/core/picture_header.h"
#include "platform/pictures.h"

namespace talt::platform {

core::Error unreadable_picture(const char* why, const char* remedy);
/// Its format and size, where it is a picture that we read and not a huge one.
core::Result<core::PictureHeader> bounded_header(core::ByteView file);

}  // namespace talt::platform
