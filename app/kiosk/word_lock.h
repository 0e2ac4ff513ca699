// SPDX-License-Identifier: EUPL-1.2
// A walk's key behind four words, for the time after a power cut. Values; any thread, but slow on purpose.
#pragma once

#include <optional>

#include "app/core/walk/walk.h"
#include "platform/word_key.h"

namespace talt::kiosk {

struct WordLock {
  platform::WordsCost cost;
  platform::Salt salt{};
  core::Bytes wrapped;  // the walk's key, sealed by the one from the words
};

core::walk::Words draw_words(platform::Random& random);

/// `bound_to` names what the key belongs to. At `cost`, or with less memory and as much work where there is
/// not so much; fails where there is none to speak of.
core::Result<WordLock> lock_with_words(const platform::Secret& key, const core::walk::Words& words,
                                       platform::WordsCost cost, core::ByteView bound_to,
                                       platform::Random& random);
/// Nothing where the words are not those. Fails where there is too little memory to tell.
core::Result<std::optional<platform::Secret>> open_with_words(const WordLock& lock,
                                                              const core::walk::Words& words,
                                                              core::ByteView bound_to);

/// As in the row that keeps it.
core::Bytes encode(const WordLock& lock);
std::optional<WordLock> decode_word_lock(core::ByteView bytes);

}  // namespace talt::kiosk
