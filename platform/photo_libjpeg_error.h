// SPDX-License-Identifier: EUPL-1.2
// libjpeg's errors: a fatal one jumps back to whoever set `back`, a warning is counted and says nothing.
// Between setjmp and the call of the library nothing with a destructor may be made.
#pragma once

#include <cstdio>  // jpeglib.h needs it before

#include <jerror.h>
#include <jpeglib.h>

#include <csetjmp>
#include <string>

namespace talt::platform::media {

struct JpegErrors {
  jpeg_error_mgr table{};
  std::jmp_buf back{};
  char message[JMSG_LENGTH_MAX] = "";
  bool is_damaged = false;  // a warning that means wrong pixels

  jpeg_error_mgr* install() {
    jpeg_std_error(&table);
    table.error_exit = [](j_common_ptr info) {
      auto& self = *reinterpret_cast<JpegErrors*>(info->err);
      info->err->format_message(info, self.message);
      std::longjmp(self.back, 1);
    };
    table.output_message = [](j_common_ptr) {};
    table.emit_message = [](j_common_ptr info, int level) {
      if (level >= 0) return;  // a trace
      ++info->err->num_warnings;
      const int code = info->err->msg_code;
      if (code != JWRN_EXTRANEOUS_DATA && code != JWRN_JFIF_MAJOR && code != JWRN_ADOBE_XFORM &&
          code != JWRN_JPEG_EOF)
        reinterpret_cast<JpegErrors*>(info->err)->is_damaged = true;
    };
    return &table;
  }
};
static_assert(offsetof(JpegErrors, table) == 0, "libjpeg hands its table back, and we find ourselves by it");

}  // namespace talt::platform::media
