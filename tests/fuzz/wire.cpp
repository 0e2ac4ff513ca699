// SPDX-License-Identifier: EUPL-1.2
// What the two ends say to each other besides batches: receipts, problem documents, structured fields,
// enrolments, clear headers, attachments. The first byte says which.
#include <cstdint>
#include <cstdlib>

#include "app/core/clear_header.h"
#include "sync/attachment_piece.h"
#include "sync/attachment_receipt.h"
#include "sync/batch.h"
#include "sync/enrolment.h"
#include "sync/receipt.h"

using namespace talt;

namespace {

/// What is read and written again is the same bytes: there is one way to say a thing.
void same_again(core::ByteView read, const core::Bytes& written) {
  if (!std::equal(written.begin(), written.end(), read.begin(), read.end())) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const core::ByteView bytes{data + 1, size - 1};
  const auto text = core::as_text(bytes);
  switch (data[0] % 9) {
    case 0:
      if (const auto receipt = sync::decode_receipt(bytes)) same_again(bytes, sync::encode(*receipt));
      break;
    case 1:
      if (const auto problem = sync::decode_problem(text))
        if (!sync::decode_problem(sync::encode(*problem))) std::abort();
      break;
    case 2:
      if (const auto range = sync::decode_batch_field(text))
        if (!sync::decode_batch_field(sync::encode_batch_field(*range))) std::abort();
      break;
    case 3:
      (void)sync::decode_enrolment(text, "enrolment.toml");
      break;
    case 4:
      if (const auto request = sync::decode_enrolment_request(bytes))
        same_again(bytes, sync::encode(*request));
      break;
    case 5:
      if (const auto answer = sync::decode_enrolment_answer(bytes)) same_again(bytes, sync::encode(*answer));
      break;
    case 6:
      if (const auto receipt = sync::decode_attachment_receipt(bytes))
        same_again(bytes, sync::encode(*receipt));
      break;
    case 7:
      if (const auto named = core::decode_clear_header(bytes))
        same_again(bytes, core::encode_clear_header(*named));
      break;
    case 8:
      if (const auto range = sync::decode_content_range(text))
        if (sync::encode_content_range(*range) != text) std::abort();
      break;
  }
  return 0;
}
