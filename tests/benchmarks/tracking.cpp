// SPDX-License-Identifier: EUPL-1.2
// What a day's tracking costs: 8 hours of a receiver that says where it is each second, as gpsd hands it
// over, one report at a time through the real position source, the judge and the track into sealed records.
// Half of the time is walked, half is stood about. The processor time is that of the source's own thread,
// waking up for each report included; what says the reports is not counted.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <random>
#include <stdexcept>

#include "app/core/record.h"
#include "app/core/track_code.h"
#include "platform/position.h"
#include "sync/chain.h"
#include "tests/benchmarks/benches.h"
#include "tests/doubles/loopback_feed.h"

namespace talt::bench {

namespace {

constexpr int second_count_full = 8 * 3600, second_count_quick = 1800;
constexpr std::time_t began_s = 1'795'000'000;
constexpr double metre = 360.0 / 40'075'016.686;
constexpr int standing_turn_s = 600;  // ten minutes of walking, ten at a stop
constexpr std::size_t piece_points = 60;
constexpr std::int64_t piece_ms = 300'000;
constexpr std::chrono::seconds report_s_max{60}, day_s_max{600};

double cpu_ms() {
  rusage used{};
  getrusage(RUSAGE_THREAD, &used);
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

/// What gpsd says in a second: the fix, and the sky (which only costs reading).
class Receiver {
 public:
  std::string second(int at_s) {
    const bool is_walking = at_s / standing_turn_s % 2 == 0;
    if (is_walking) north_m_ += 1.3;
    wander_north_ = wander_north_ * 0.98 + step_(random_);  // by some metres, as receivers do
    wander_east_ = wander_east_ * 0.98 + step_(random_);
    const std::time_t now_s = began_s + at_s;
    std::tm utc{};
    gmtime_r(&now_s, &utc);
    char time[32], fix[512];
    std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%S.000Z", &utc);
    std::snprintf(fix, sizeof fix,
                  R"({"class":"TPV","device":"/dev/ttyACM0","mode":3,"time":"%s","ept":0.005,"lat":%.9f,)"
                  R"("lon":%.9f,"altHAE":330.1,"altMSL":305.0,"epx":8.1,"epy":9.2,"epv":21.0,"track":12.5,)"
                  R"("speed":%.3f,"climb":0.1,"eps":18.2,"epc":41.5,"geoidSep":25.1,"eph":14.2,"sep":24.7})"
                  "\n",
                  time, 63.1792 + (north_m_ + wander_north_) * metre, 14.6357 + wander_east_ * metre * 2.2,
                  is_walking ? 1.3 : std::abs(step_(random_)) / 3);
    return sky_ + fix;
  }

 private:
  static std::string make_sky() {
    std::string sky = R"({"class":"SKY","device":"/dev/ttyACM0","hdop":0.9,"pdop":1.6,"satellites":[)";
    for (int satellite = 1; satellite <= 24; ++satellite)
      sky += (satellite > 1 ? "," : "") + (R"({"PRN":)" + std::to_string(satellite)) +
             R"(,"el":45.0,"az":120.0,"ss":38.0,"used":true,"gnssid":0,"svid":1})";
    return sky + "]}\n";
  }

  std::string sky_ = make_sky();
  std::mt19937 random_{7};
  std::normal_distribution<double> step_{0, 0.5};
  double north_m_ = 0, wander_north_ = 0, wander_east_ = 0;
};

/// Where the source's thread and the one that feeds it meet after each report.
class Turns {
 public:
  void done() {
    const std::lock_guard<std::mutex> held(lock_);
    ++done_;
    changed_.notify_all();
  }
  /// False where nothing came of it for so long.
  bool until(std::uint64_t count, std::chrono::seconds patience) {
    std::unique_lock<std::mutex> held(lock_);
    return changed_.wait_for(held, patience, [&] { return done_ >= count; });
  }

 private:
  std::mutex lock_;
  std::condition_variable changed_;
  std::uint64_t done_ = 0;
};

/// Points into records, as a walk saves them.
class Records {
 public:
  Records() { dialogue_.walk.emplace(); }

  void take(const core::TrackPoint& point) {
    if (!piece_.empty() &&
        (piece_.size() >= piece_points || point.time_ms - piece_.front().time_ms >= piece_ms))
      save();
    piece_.push_back(point);
    ++points_;
  }
  void save() {
    if (piece_.empty()) return;
    const auto coded = core::encode_track(piece_);
    const auto plain = core::encode(core::walk::TrackPiece{123456, coded.value()}, dialogue_);
    const core::Bytes clear{0xa0};
    bytes_ += sealer_.seal(++records_, clear, plain.value()).value().size();
    piece_.clear();
  }
  std::size_t points() const { return points_; }
  std::uint64_t records() const { return records_; }
  std::size_t bytes() const { return bytes_; }

 private:
  core::Dialogue dialogue_;
  sync::Sealer sealer_{platform::Secret::from(core::Bytes(32, 9)), {}, {}, 1};
  std::vector<core::TrackPoint> piece_;
  std::size_t points_ = 0, bytes_ = 0;
  std::uint64_t records_ = 0;
};

struct Cost {
  double cpu_ms = 0;
  std::size_t points = 0, bytes = 0;
  std::uint64_t records = 0;
};

Cost track_for(int seconds) {
  Turns turns;
  doubles::LoopbackFeed feed([&](const doubles::LoopbackFeed::Line& line, int) {
    Receiver receiver;
    if (!line.say("{\"class\":\"VERSION\",\"release\":\"3.22\",\"proto_major\":3,\"proto_minor\":14}\n"))
      return;
    if (!turns.until(1, report_s_max)) return;  // it has told that gpsd is there
    for (int second = 0; second < seconds; ++second) {
      const auto said = line.say(receiver.second(second));
      if (!said || !turns.until(static_cast<std::uint64_t>(second) + 2, report_s_max)) return;
    }
    line.wait_for_end();
  });
  const auto clock = platform::open_system_clock();
  core::Track track;
  Records records;
  Cost cost;
  std::uint64_t seen = 0;
  platform::PositionSource* source = nullptr;
  std::mutex made;  // its thread may tell before there is somebody to ask
  std::unique_lock<std::mutex> making(made);
  platform::PositionService service;
  service.host = "127.0.0.1";
  service.port = std::to_string(feed.port());
  service.silence_ms = service.ask_again_ms = 3'600'000;  // the feed may have to wait for its turn
  double began_ms = 0;
  const auto watch = platform::watch_position(service, *clock, [&] {
    const std::lock_guard<std::mutex> held(made);
    const auto reading = source->latest();
    if (reading.number > seen) {
      seen = reading.number;
      const auto taken = track.take(reading.fix, reading.received_ms, reading.fix.time_ms.value_or(0));
      if (taken.point) records.take(*taken.point);
      cost.cpu_ms = cpu_ms() - began_ms;
    } else {
      began_ms = cpu_ms();
    }
    turns.done();
  });
  source = watch.get();
  making.unlock();
  if (!turns.until(static_cast<std::uint64_t>(seconds) + 1, day_s_max))
    throw std::runtime_error("a report of a position did not arrive");
  records.save();
  return {cost.cpu_ms, records.points(), records.bytes(), records.records()};
}

}  // namespace

std::vector<Row> measure_tracking(const Effort& effort) {
  const int seconds = effort.of(second_count_full, second_count_quick);
  const auto cost = track_for(seconds);
  const double hours = seconds / 3600.0;
  const std::vector<std::pair<std::string, std::string>> notes = {
      {"hours", std::to_string(hours)},
      {"points", std::to_string(cost.points)},
      {"records", std::to_string(cost.records)},
      {"played", "a fix and 24 satellites a second; ten minutes walked at 1.3 m/s, ten stood, in turn"}};
  Row cpu{"tracking_cpu", "processor time of tracking a walk, per hour", "s", 3.6};
  cpu.value = cost.cpu_ms / 1000 / hours;
  cpu.notes = notes;
  cpu.notes.emplace_back("counted",
                         "the source's thread: waking, reading, judging, keeping, sealing; without disk");
  Row bytes{"tracking_bytes", "bytes that a day of 8 hours of tracking leaves", "bytes", 100'000};
  bytes.value = static_cast<double>(cost.bytes) * 8 / hours;
  bytes.notes = notes;
  bytes.notes.emplace_back("counted",
                           "sealed records as they are journaled and sent, padding included, a record "
                           "each 60 points or 5 minutes; without the journal's 32-byte heads");
  return {cpu, bytes};
}

}  // namespace talt::bench
