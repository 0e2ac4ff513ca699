// SPDX-License-Identifier: EUPL-1.2
#include <ogg/ogg.h>
#include <opusenc.h>

#include <array>
#include <string_view>
#include <utility>

#include "platform/media_module.h"

namespace talt::platform {
namespace {

/// Speech is as clear at 5 as at 10, for a third of the work on a small tablet.
constexpr int complexity = 5;
constexpr opus_int32 stream_number = 1;  // the library's own would be random
constexpr std::string_view vendor = "Talt";

core::Error failed(int code) {
  return {"the voice memo cannot be written", ope_strerror(code), "record it again"};
}

/// RFC 7845 section 5.2: the vendor's name, and no comment. The library would name itself and its version.
core::Bytes tags() {
  core::Bytes packet;
  const auto text = [&](std::string_view part) { packet.insert(packet.end(), part.begin(), part.end()); };
  const auto number = [&](std::size_t value) {
    for (int shift = 0; shift < 32; shift += 8) packet.push_back(static_cast<std::uint8_t>(value >> shift));
  };
  text("OpusTags");
  number(vendor.size());
  text(vendor);
  number(0);
  return packet;
}

/// The same page of Ogg (RFC 3533 section 6) around another packet, which is shorter than 255 bytes.
core::Bytes with_packet(const unsigned char* page, core::Bytes packet) {
  constexpr std::size_t count_at = 26;  // of the segments: one
  core::Bytes header(page, page + count_at);
  header.push_back(1);
  header.push_back(static_cast<std::uint8_t>(packet.size()));
  ogg_page whole{header.data(), static_cast<long>(header.size()), packet.data(),
                 static_cast<long>(packet.size())};
  ogg_page_checksum_set(&whole);
  header.insert(header.end(), packet.begin(), packet.end());
  return header;
}

struct Closed {
  void operator()(OggOpusComments* comments) const { ope_comments_destroy(comments); }
  void operator()(OggOpusEnc* encoder) const { ope_encoder_destroy(encoder); }
};

class OpusWriter final : public VoiceWriter {
 public:
  core::Result<void> open() {
    comments_.reset(ope_comments_create());
    int code = OPE_OK;
    encoder_.reset(ope_encoder_create_pull(comments_.get(), core::voice_rate, 1, 0, &code));
    if (!encoder_) return failed(code);
    for (const auto done : {ope_encoder_ctl(encoder_.get(), OPE_SET_SERIALNO(stream_number)),
                            ope_encoder_ctl(encoder_.get(), OPE_SET_COMMENT_PADDING(0)),
                            ope_encoder_ctl(encoder_.get(), OPUS_SET_BITRATE(core::voice_bits_a_second)),
                            ope_encoder_ctl(encoder_.get(), OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)),
                            ope_encoder_ctl(encoder_.get(), OPUS_SET_COMPLEXITY(complexity))})
      if (done != OPE_OK) return failed(done);
    return {};
  }

  core::Result<void> add(std::span<const std::int16_t> samples) override {
    if (samples.size() > core::voice_samples_max - count_)
      return core::Error{"the voice memo cannot go on", "it is as long as one may be", "begin another one"};
    if (samples.empty()) return {};
    const int code = ope_encoder_write(encoder_.get(), samples.data(), static_cast<int>(samples.size()));
    if (code != OPE_OK) return failed(code);
    count_ += samples.size();
    take_pages(false);
    return {};
  }

  core::Result<core::Bytes> finish() override {
    if (count_ == 0)
      return core::Error{"there is no voice memo", "nothing was recorded", "record it, then keep it"};
    if (const int code = ope_encoder_drain(encoder_.get()); code != OPE_OK) return failed(code);
    take_pages(true);
    return std::move(file_);
  }

 private:
  void take_pages(bool all) {
    unsigned char* page = nullptr;
    opus_int32 size = 0;
    while (ope_encoder_get_page(encoder_.get(), &page, &size, all ? 1 : 0) == 1) {
      if (pages_++ == 1) {
        const auto plain = with_packet(page, tags());
        file_.insert(file_.end(), plain.begin(), plain.end());
      } else {
        file_.insert(file_.end(), page, page + size);
      }
    }
  }

  std::unique_ptr<OggOpusComments, Closed> comments_;
  std::unique_ptr<OggOpusEnc, Closed> encoder_;
  std::size_t count_ = 0, pages_ = 0;
  core::Bytes file_;
};

}  // namespace

core::Result<std::unique_ptr<VoiceWriter>> media::open_voice_writer() {
  auto writer = std::make_unique<OpusWriter>();
  if (auto opened = writer->open(); !opened) return opened.error();
  return std::unique_ptr<VoiceWriter>(std::move(writer));
}

}  // namespace talt::platform
