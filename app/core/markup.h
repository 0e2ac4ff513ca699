// SPDX-License-Identifier: EUPL-1.2
// The words of a text that was written for a web page, as map makers write their attributions. Pure.
#pragma once

#include <string>
#include <string_view>

namespace talt::core {

/// Without tags, with entities as the characters they stand for. What only looks like markup stays.
std::string without_markup(std::string_view text);

}  // namespace talt::core
