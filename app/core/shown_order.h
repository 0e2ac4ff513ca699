// SPDX-License-Identifier: EUPL-1.2
// The order in which a visit saw the alternatives of a question. It is not stored: it follows from the
// visit's id by the algorithm that sync/README.md gives, so the analyst can know it afterwards. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "app/core/answer.h"

namespace talt::core {

/// Position shown -> index in the dialogue file, for `count` alternatives of the question with that index.
std::vector<std::size_t> shown_order(const VisitId& visit, std::size_t question, std::size_t count);

}  // namespace talt::core
