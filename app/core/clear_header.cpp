// SPDX-License-Identifier: EUPL-1.2
// Format (CBOR in deterministic form):
//   clear header = {}                                                         no attachments: the byte 0xa0
//                | {1: [+ [name bstr(32), sealed size uint]]}                 in the record's own order
#include "app/core/clear_header.h"

#include <algorithm>

#include "app/core/cbor.h"
#include "app/core/check.h"

namespace talt::core {

namespace {

constexpr std::uint64_t attachments_key = 1;

bool is_named_in(const std::vector<NamedAttachment>& attachments, const AttachmentName& name) {
  return std::any_of(attachments.begin(), attachments.end(),
                     [&](const auto& known) { return known.name == name; });
}

NamedAttachment read_attachment(CborReader& in) {
  NamedAttachment attachment;
  if (in.array() != 2) in.fail();
  attachment.name = in.fixed<32>();
  attachment.sealed_size = in.uint();
  if (attachment.sealed_size == 0) in.fail();
  return attachment;
}

}  // namespace

Bytes encode_clear_header(const std::vector<NamedAttachment>& attachments) {
  check(attachments.size() <= attachments_max, "a record has at most twelve attachments");
  CborWriter out;
  out.map(attachments.empty() ? 0 : 1);
  if (attachments.empty()) return out.take();
  out.uint(attachments_key);
  out.array(attachments.size());
  for (const auto& attachment : attachments) {
    out.array(2);
    out.bytes(attachment.name);
    out.uint(attachment.sealed_size);
  }
  return out.take();
}

Result<std::vector<NamedAttachment>> decode_clear_header(ByteView header) {
  CborReader in(header);
  std::vector<NamedAttachment> attachments;
  const auto pairs = in.map();
  if (pairs > 1 || (pairs == 1 && in.uint() != attachments_key)) in.fail();
  const auto count = pairs == 1 ? in.array() : 0;
  if (pairs == 1 && (count == 0 || count > attachments_max)) in.fail();
  for (std::size_t i = 0; in.ok() && i < count; ++i) {
    const auto attachment = read_attachment(in);
    if (is_named_in(attachments, attachment.name)) in.fail();
    attachments.push_back(attachment);
  }
  if (!in.at_end()) return Error{"cannot read a record's clear header", "the bytes are not of that form", ""};
  return attachments;
}

}  // namespace talt::core
