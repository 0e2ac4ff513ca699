// SPDX-License-Identifier: EUPL-1.2
// Voice memos as files: Ogg Opus (RFC 7845, RFC 6716), one channel, about 24 kbit/s. A file says nothing but
// what was said: its tags are the same for every memo (vendor "Talt", no comment), its stream number too.
// Sound is as in core/voice.h. Each memo on one thread at a time; any thread.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"
#include "app/core/voice.h"

namespace talt::platform {

/// Encodes while it is recorded, so that its end takes no time.
class VoiceWriter {
 public:
  virtual ~VoiceWriter() = default;
  /// After core::voice_samples_max samples further ones are an error.
  virtual core::Result<void> add(std::span<const std::int16_t> samples) = 0;
  /// The whole file, exactly as long as what was added; an error where nothing was. Once.
  virtual core::Result<core::Bytes> finish() = 0;
};
core::Result<std::unique_ptr<VoiceWriter>> open_voice_writer();

/// Outside bytes are fine. Fails for what is no memo (another format, several channels or streams), is cut or
/// damaged, or holds more than core::voice_samples_max.
core::Result<std::vector<std::int16_t>> read_voice(core::ByteView memo);

/// As the file says, without decoding it. Outside bytes are fine; it may be of any length. Fails for what is
/// no Ogg Opus.
core::Result<std::int64_t> voice_length_ms(core::ByteView memo);

}  // namespace talt::platform
