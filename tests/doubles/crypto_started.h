// SPDX-License-Identifier: EUPL-1.2
// Starts cryptography before any test of a program that includes this.
#pragma once

#include "platform/crypto.h"

namespace talt::doubles {

inline const bool is_crypto_started = (platform::start_crypto(), true);

}  // namespace talt::doubles
