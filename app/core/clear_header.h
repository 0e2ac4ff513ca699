// SPDX-License-Identifier: EUPL-1.2
// A record's clear header: what anyone may know of a record, authenticated with it (format on top of
// clear_header.cpp). Today it names the record's attachments and nothing else. Pure; any thread.
#pragma once

#include <type_traits>
#include <variant>
#include <vector>

#include "app/core/attachment.h"
#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::core {

inline constexpr std::size_t attachments_max = 12;  // of one record

/// At most `attachments_max`, none named twice: what is more is a mistake of the program.
Bytes encode_clear_header(const std::vector<NamedAttachment>& attachments);

/// Strict: one byte form for one list. Fails where a name comes twice, a size is 0, or anything else stands
/// in the header.
Result<std::vector<NamedAttachment>> decode_clear_header(ByteView header);

/// What belongs to a record: of a kind of record that has `attachments`, those; of any other, none. Takes a
/// kind of record, or a variant of kinds.
template <class R>
std::vector<NamedAttachment> named_attachments(const R& record) {
  std::vector<NamedAttachment> named;
  if constexpr (requires { record.attachments; }) {
    for (const Attachment& each : record.attachments) named.push_back({each.name, each.sealed_size});
  } else if constexpr (requires { std::variant_size<R>::value; }) {
    std::visit([&](const auto& kind) { named = named_attachments(kind); }, record);
  }
  return named;
}

}  // namespace talt::core
