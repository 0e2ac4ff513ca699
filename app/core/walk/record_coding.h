// SPDX-License-Identifier: EUPL-1.2
// A walk's records as CBOR: what stands under one key of a record's map (record_form.h). Their form stands
// on top of record_form.h. Pure; any thread.
#pragma once

#include <variant>

#include "app/core/bytes.h"
#include "app/core/result.h"
#include "app/core/walk/record.h"

namespace talt::core::walk {

using Entry = std::variant<Begin, Course, TrackPiece, Observation>;

/// Fails where a text is too long or a number does not fit the plan.
Result<Bytes> encode_entry(const Entry& entry, const Plan& plan);
/// `which` counts from 0 in Entry's order. Strict: rising keys, those of its kind, numbers that fit the plan;
/// without a plan they are only bounded.
Result<Entry> decode_entry(std::size_t which, ByteView body, const Plan* plan);

}  // namespace talt::core::walk
