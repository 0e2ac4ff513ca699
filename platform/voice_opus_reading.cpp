// SPDX-License-Identifier: EUPL-1.2
#include <opusfile.h>

#include "platform/media_module.h"

namespace talt::platform {
namespace {

core::Error unreadable(const std::string& why) {
  return {"the voice memo cannot be read", why, "record it again"};
}

struct Closed {
  void operator()(OggOpusFile* file) const { op_free(file); }
};
using File = std::unique_ptr<OggOpusFile, Closed>;

core::Result<File> open(core::ByteView memo) {
  if (memo.size() > core::voice_bytes_max) return unreadable("it is larger than a memo can be");
  int code = 0;
  File file(op_open_memory(memo.data(), memo.size(), &code));
  if (!file) return unreadable("it is no Ogg Opus (" + std::to_string(code) + ")");
  return file;
}

}  // namespace

core::Result<std::vector<std::int16_t>> media::read_voice(core::ByteView memo) {
  auto opened = open(memo);
  if (!opened) return opened.error();
  OggOpusFile* file = opened->get();
  if (op_link_count(file) != 1 || op_channel_count(file, 0) != 1)
    return unreadable("it is not one piece of one channel");
  const auto wanted = op_pcm_total(file, 0);
  if (wanted <= 0 || wanted > static_cast<ogg_int64_t>(core::voice_samples_max))
    return unreadable("it is empty, or longer than a memo can be");
  std::vector<std::int16_t> samples(static_cast<std::size_t>(wanted));
  std::size_t count = 0;
  while (count < samples.size()) {
    const int got = op_read(file, samples.data() + count, static_cast<int>(samples.size() - count), nullptr);
    if (got < 0) return unreadable("it is damaged (" + std::to_string(got) + ")");
    if (got == 0) return unreadable("it ends early");
    count += static_cast<std::size_t>(got);
  }
  return samples;
}

core::Result<std::int64_t> media::voice_length_ms(core::ByteView memo) {
  auto opened = open(memo);
  if (!opened) return opened.error();
  const auto samples = op_pcm_total(opened->get(), -1);
  if (samples <= 0) return unreadable("it is empty");
  return core::voice_ms_of(static_cast<std::size_t>(samples));
}

}  // namespace talt::platform
