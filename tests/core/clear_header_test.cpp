// SPDX-License-Identifier: EUPL-1.2
#include "app/core/clear_header.h"

#include <catch2/catch.hpp>

#include "app/core/record.h"

using namespace talt::core;

namespace {

NamedAttachment attachment(int number, std::uint64_t size = 2'097'152) {
  NamedAttachment out{{}, size};
  out.name.fill(static_cast<std::uint8_t>(number));
  return out;
}

std::vector<NamedAttachment> attachments(int count) {
  std::vector<NamedAttachment> out;
  for (int i = 0; i < count; ++i) out.push_back(attachment(i, 65'536u + static_cast<std::uint64_t>(i)));
  return out;
}

}  // namespace

TEST_CASE("a record without attachments has the clear header it always had") {
  CHECK(encode_clear_header({}) == Bytes{0xa0});
  const auto read = decode_clear_header(Bytes{0xa0});
  REQUIRE(read);
  CHECK(read->empty());
}

TEST_CASE("a clear header gives its attachments back in their order") {
  const int count = GENERATE(1, 2, 11, 12);
  const auto named = attachments(count);
  const auto read = decode_clear_header(encode_clear_header(named));
  REQUIRE(read);
  REQUIRE(read->size() == named.size());
  for (std::size_t i = 0; i < named.size(); ++i) {
    CHECK((*read)[i].name == named[i].name);
    CHECK((*read)[i].sealed_size == named[i].sealed_size);
  }
}

TEST_CASE("a clear header of any other form is refused") {
  const auto sound = encode_clear_header(attachments(2));
  for (std::size_t size = 0; size < sound.size(); ++size)
    CHECK_FALSE(decode_clear_header(ByteView(sound).first(size)));
  auto longer = sound;
  longer.push_back(0);
  CHECK_FALSE(decode_clear_header(longer));
  CHECK_FALSE(decode_clear_header(Bytes{0xa1, 0x01, 0x80}));  // an empty list has another form
  CHECK_FALSE(decode_clear_header(Bytes{0xa1, 0x02, 0x00}));  // another key
  CHECK_FALSE(decode_clear_header(Bytes{0xbf, 0xff}));        // an indefinite length
  CHECK_FALSE(decode_clear_header(Bytes{0xb8, 0x00}));        // a long form
  CHECK_FALSE(
      decode_clear_header(Bytes{0xa1, 0x01, 0x9a, 0xff, 0xff, 0xff, 0xff}));  // a count it cannot hold
  auto thirteen = encode_clear_header(attachments(12));
  CHECK(thirteen[2] == 0x8c);
  thirteen[2] = 0x8d;
  const auto one = encode_clear_header({attachment(77)});
  thirteen.insert(thirteen.end(), one.begin() + 3, one.end());
  CHECK_FALSE(decode_clear_header(thirteen));
  CHECK_FALSE(decode_clear_header(encode_clear_header({attachment(1), attachment(1)})));
  CHECK_FALSE(decode_clear_header(encode_clear_header({attachment(1, 0)})));
}

TEST_CASE("whatever a clear header's bytes are changed to, what is read is what would be written") {
  const auto sound = encode_clear_header(attachments(2));
  std::size_t taken = 0;
  for (std::size_t at = 0; at < sound.size(); ++at)
    for (int value = 0; value < 256; ++value) {
      auto changed = sound;
      changed[at] = static_cast<std::uint8_t>(value);
      const auto read = decode_clear_header(changed);
      if (!read) continue;
      ++taken;
      if (encode_clear_header(*read) != changed) FAIL_CHECK("byte " << at << " as " << value);
    }
  CHECK(taken > 256);  // names may be anything
}

TEST_CASE("an observation names what belongs to it, any other record nothing") {
  walk::Observation observation;
  Attachment photo;
  photo.name.fill(7);
  photo.sealed_size = 100;
  observation.attachments = {photo};
  const auto named = named_attachments(Record(observation));
  REQUIRE(named.size() == 1);
  CHECK(named[0].name == photo.name);
  CHECK(named[0].sealed_size == 100);
  CHECK(named_attachments(Record(ShiftNote{})).empty());
}
