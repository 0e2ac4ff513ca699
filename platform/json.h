// SPDX-License-Identifier: EUPL-1.2
// Whether a text is one whole JSON value (RFC 8259), UTF-8 and numbers included: asked before a parser that
// trusts its input sees it. Any thread; takes memory by the depth of nesting, none by length.
#pragma once

#include <string_view>

namespace talt::platform {

[[nodiscard]] bool is_json(std::string_view text);

}  // namespace talt::platform
