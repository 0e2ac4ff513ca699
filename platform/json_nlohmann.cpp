// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "platform/json.h"

namespace talt::platform {

bool is_json(std::string_view text) {
  return nlohmann::json::accept(text.begin(), text.end());
}

}  // namespace talt::platform
