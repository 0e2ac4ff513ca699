// SPDX-License-Identifier: EUPL-1.2
// How the protocol looks: Talt's calm paper and ink with the municipality's accent on a screen, black on
// white on A4. Pure.
#pragma once

#include <string>

#include "app/core/dialogue.h"

namespace talt::receiver::protocol {

/// The style sheet. `running_head` and `running_foot` stand on every printed page, beside its number, where
/// the browser prints them (CSS Paged Media).
std::string style_sheet(core::Colour accent, const std::string& running_head,
                        const std::string& running_foot);

}  // namespace talt::receiver::protocol
