// SPDX-License-Identifier: EUPL-1.2
// Long random walks: whatever people, hosts and disks do, what must hold holds.
#include <catch2/catch.hpp>
#include <numeric>
#include <random>

#include "app/core/visit.h"
#include "tests/doubles/square.h"

using namespace talt::core;
using namespace talt::doubles;

namespace {

using Random = std::mt19937_64;

template <std::size_t Index = 0>
Event blank_event(std::size_t index) {
  if constexpr (Index < std::variant_size_v<Event>) {
    if (index == Index) return Event(std::variant_alternative_t<Index, Event>{});
    return blank_event<Index + 1>(index);
  } else {
    return event::Tick{};
  }
}

/// Fills what an event carries, often with what makes no sense.
Event any_event(Random& random) {
  const auto small = static_cast<std::size_t>(random() % 6);
  switch (random() % 24) {
    case 0:
      return event::AddDot{small};
    case 1:
      return event::TakeDot{small};
    case 2:
      return event::Toggle{small};
    case 3:
      return event::SetStep{static_cast<int>(small) - 1};
    case 4:
      return event::Insert{std::string(small, static_cast<char>(random()))};
    case 5:
      return event::Insert{"ring 0701234567 \xf0\x9f\x87\xb8\xf0\x9f\x87\xaa"};
    case 6:
      return event::MoveCaret{static_cast<std::size_t>(random() % 40)};
    case 7:
      return event::SetPin{static_cast<double>(small) * 20, -static_cast<double>(small) * 40};
    case 8:
      return event::SelectPin{small};
    case 9:
      return event::PickPlace{small};
    case 10:
      return event::PickCategory{small};
    case 11:
      return event::PinChecked{random() % 2 == 0};
    case 12:
      return event::Digit{static_cast<char>('0' + small)};
    case 13:
      return event::PosterAdd{small, static_cast<int>(random() % 9) - 4};
    case 14:
      return event::Start{small};
    case 15:
      return event::Continue{};
    case 16:
      return event::VoidLast{VoidReason::Test};
    case 17:
    case 18:
      return event::Next{};
    case 19:
    case 20:
      return event::Saved{};
    default:
      return blank_event(random() % std::variant_size_v<Event>);
  }
}

void hold_to_budget(const Visit& visit, const Dialogue& dialogue) {
  for (std::size_t i = 0; i < visit.questions.size(); ++i) {
    const auto* dots = std::get_if<DotsDraft>(&visit.questions[i].draft);
    if (dots == nullptr) continue;
    const auto used = std::accumulate(dots->dots.begin(), dots->dots.end(), 0);
    REQUIRE(used <= dialogue.questions[i].dots);
  }
}

void is_untouched(const Visit& visit) {
  REQUIRE_FALSE(visit.begun);
  REQUIRE(visit.shown == 0);
  for (const auto& question : visit.questions) REQUIRE_FALSE(question.confirmed);
  REQUIRE(std::get<TextDraft>(visit.questions[wish].draft).field.text.empty());
  REQUIRE(std::get<PinDraft>(visit.questions[where].draft).pins.empty());
}

void are_well_formed(const std::vector<Record>& records, const Dialogue& dialogue) {
  REQUIRE_FALSE(records.empty());
  for (const auto& record : records) {
    const auto bytes = encode(record, dialogue);
    INFO((bytes ? std::string() : bytes.error().text()));
    REQUIRE(bytes.ok());
    REQUIRE(decode(*bytes, &dialogue).ok());
  }
}

}  // namespace

TEST_CASE("whatever happens in whatever order, budgets hold, records encode and no visit sees another's") {
  auto dialogue = square();
  dialogue.questions[feel].required = true;
  Random random(1124);
  auto state = initial_state(dialogue, {}, 0);
  std::int64_t now_ms = 0;
  std::uint64_t saves = 0, thanked = 0;
  for (std::uint64_t round = 0; round < 300'000; ++round) {
    now_ms += random() % 50 == 0 ? 30'000 : 100;
    const bool was_attract = std::holds_alternative<Attract>(state.screen);
    VisitId fresh{};
    for (std::size_t i = 0; i < 4; ++i) fresh[i] = static_cast<std::uint8_t>(round >> (8 * i));
    auto next = step(std::move(state), any_event(random), {dialogue, now_ms, 1'795'485'678, fresh});
    state = std::move(next.state);
    for (const auto& effect : next.effects)
      if (const auto* save = std::get_if<effect::Save>(&effect)) {
        ++saves;
        are_well_formed(save->records, dialogue);
      }
    const auto* visit = visit_of(state);
    if (visit) hold_to_budget(*visit, dialogue);
    if (was_attract && visit) is_untouched(*visit);
    thanked += std::holds_alternative<Thanks>(state.screen) ? 1 : 0;
    if (const auto deadline = next_deadline_ms(state)) REQUIRE(*deadline >= 0);
  }
  CHECK(saves > 1000);
  CHECK(thanked > 0);
}
