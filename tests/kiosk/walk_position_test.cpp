// SPDX-License-Identifier: EUPL-1.2
// Where a walk is: what wakes the screen and what does not, the pieces of its track, the clock by satellites.
#include "app/kiosk/walk_position.h"

#include <catch2/catch.hpp>

#include "app/core/track_code.h"

using namespace talt;
using namespace talt::core;
namespace on = talt::core::walk::event;

namespace {

class StoppedClock final : public platform::Clock {
 public:
  std::int64_t now = 100'000, wall = 1'000'000;
  bool network = false;
  std::int64_t steady_ms() override { return now; }
  std::int64_t wall_ms() override { return wall + now; }
  std::array<std::uint8_t, 16> boot_id() override { return {7}; }
  bool is_network_set() override { return network; }
  platform::LocalHour local(std::int64_t) override { return {}; }
};

/// A receiver in the test's hands. It speaks on the test's own thread.
struct Receiver {
  platform::PositionReading reading;
  std::function<void()> changed;
};
class AtReceiver final : public platform::PositionSource {
 public:
  explicit AtReceiver(Receiver& receiver) : receiver_(receiver) {}
  ~AtReceiver() override { receiver_.changed = {}; }
  platform::PositionReading latest() override { return receiver_.reading; }

 private:
  Receiver& receiver_;
};

constexpr std::int64_t gps_start_ms = 1'795'485'678'000;
constexpr double degree_m = 111'195;  // of latitude

struct Walker {
  StoppedClock clock;
  Receiver receiver;
  int wakes = 0;
  std::vector<walk::Event> told;
  double metres_north = 0;
  std::unique_ptr<kiosk::WalkPosition> position = std::make_unique<kiosk::WalkPosition>(
      [this](platform::Clock&, std::function<void()> changed) {
        receiver.changed = std::move(changed);
        return std::make_unique<AtReceiver>(receiver);
      },
      std::nullopt, clock,
      kiosk::WalkPosition::Callbacks{[this](walk::Event event) { told.push_back(std::move(event)); },
                                     [this] { ++wakes; }, [](const Error& error) { FAIL(error.text()); }});

  /// A second later, so much farther on.
  void second(double metres, double accuracy_m = 6) {
    clock.now += 1000;
    metres_north += metres;
    receiver.reading.state = platform::PositionState::Fix;
    receiver.reading.fix = {59.33 + metres_north / degree_m, 18.06, accuracy_m, FixKind::ThreeD,
                            gps_start_ms + clock.now,        metres};
    receiver.reading.received_ms = clock.now;
    ++receiver.reading.number;
    receiver.changed();
  }
  void loses_fix() {
    receiver.reading.state = platform::PositionState::Searching;
    receiver.changed();
  }
  bool attend() { return position->attend(clock.now); }
  template <class T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const auto& event : told)
      if (const auto* one = std::get_if<T>(&event)) found.push_back(*one);
    return found;
  }
  std::vector<std::vector<TrackPoint>> pieces() const {
    std::vector<std::vector<TrackPoint>> found;
    for (const auto& tracked : all<on::Tracked>())
      if (tracked.piece) {
        auto points = decode_track(*tracked.piece);
        REQUIRE(points);
        found.push_back(std::move(*points));
      }
    return found;
  }
};

}  // namespace

TEST_CASE("a tablet that lies still with a fix a second wakes nobody, and still knows where it is",
          "[position]") {
  Walker walker;
  walker.second(0);
  CHECK(walker.wakes == 1);
  CHECK(walker.attend());
  for (int i = 0; i < 600; ++i) walker.second(i % 2 == 0 ? 0.4 : -0.4, 6 + i % 3 * 0.3);
  CHECK(walker.wakes == 1);
  CHECK_FALSE(walker.attend());  // whoever taps now has the newest
  const auto moved = walker.all<on::PositionChanged>();
  REQUIRE(moved.size() == 2);
  CHECK(moved.back().position.received_ms == walker.clock.now);
  CHECK(moved.back().position.state == walk::PositionState::Fix);
}

TEST_CASE("what shows wakes the screen: a lost fix, another accuracy, some metres", "[position]") {
  Walker walker;
  walker.second(0);
  walker.attend();
  walker.loses_fix();
  CHECK(walker.wakes == 2);
  CHECK(walker.attend());
  CHECK(walker.all<on::PositionChanged>().back().position.state == walk::PositionState::Searching);
  walker.second(0, 60);
  CHECK(walker.wakes == 3);
  for (int i = 0; i < 4; ++i) walker.second(1.3, 60);
  CHECK(walker.wakes == 4);
}

TEST_CASE("a fix that no walker can have is not told", "[position]") {
  Walker walker;
  walker.second(0);
  walker.attend();
  walker.second(50'000);
  walker.attend();
  const auto last = walker.all<on::PositionChanged>().back().position;
  CHECK(last.at.lat == Approx(59.33));
}

TEST_CASE("a track is kept while the walk is on, and told in pieces that can be read", "[position]") {
  Walker walker;
  for (int i = 0; i < 60; ++i) walker.second(1.3);
  walker.attend();
  CHECK(walker.all<on::Tracked>().empty());
  walker.position->keep_track(true);
  for (int i = 0; i < 900; ++i) {
    walker.second(1.3);
    walker.attend();
  }
  walker.position->end_piece();
  const auto pieces = walker.pieces();
  REQUIRE(pieces.size() >= 3);
  std::size_t points = 0;
  for (const auto& piece : pieces) {
    CHECK(piece.size() <= kiosk::piece_points);
    CHECK(piece.back().time_ms - piece.front().time_ms <= kiosk::piece_ms_max);
    points += piece.size();
  }
  CHECK(points > 150);
  CHECK(points < 320);
  CHECK(pieces.front().front().segment_start);
  CHECK_FALSE(walker.position->due_ms());
}

TEST_CASE("a pause breaks the track: what comes after it begins a segment", "[position]") {
  Walker walker;
  walker.position->keep_track(true);
  for (int i = 0; i < 60; ++i) walker.second(1.3);
  walker.attend();
  walker.position->end_piece();
  walker.position->keep_track(false);
  for (int i = 0; i < 60; ++i) walker.second(1.3);
  walker.attend();
  walker.position->keep_track(true);
  for (int i = 0; i < 60; ++i) walker.second(1.3);
  walker.attend();
  walker.position->end_piece();
  const auto pieces = walker.pieces();
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[1].front().segment_start);
  CHECK(pieces[1].front().time_ms - pieces[0].back().time_ms > 55'000);
}

TEST_CASE("satellites set the walk's clock where nobody else has, and a record says so once", "[position]") {
  Walker walker;
  CHECK(walker.position->wall_ms() == walker.clock.wall_ms());
  for (int i = 0; i < 10; ++i) walker.second(1.3);
  CHECK(walker.position->wall_ms() == gps_start_ms + walker.clock.now);
  const auto record = walker.position->take_clock_record();
  REQUIRE(record);
  CHECK(record->source == ClockSource::Gps);
  CHECK(record->wall_ms - record->boot_ms == gps_start_ms);
  CHECK_FALSE(walker.position->take_clock_record());
  for (int i = 0; i < 60; ++i) walker.second(1.3);
  CHECK_FALSE(walker.position->take_clock_record());
}

TEST_CASE("a clock that the network set stands, whatever satellites say", "[position]") {
  Walker walker;
  walker.clock.network = true;
  for (int i = 0; i < 60; ++i) walker.second(1.3);
  CHECK(walker.position->wall_ms() == walker.clock.wall_ms());
  CHECK_FALSE(walker.position->take_clock_record());
}
