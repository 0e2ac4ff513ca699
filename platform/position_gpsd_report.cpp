// SPDX-License-Identifier: EUPL-1.2
#include "platform/position_gpsd_report.h"

#include <dlfcn.h>
#include <gps.h>

#include <cmath>
#include <cstring>

#include "platform/json.h"

namespace talt::platform {

namespace {

using Unpack = decltype(&gps_unpack);
static_assert(GPSD_API_MAJOR_VERSION == 11, "the library that is loaded must be the one of this header");
constexpr const char* library_name = "libgps.so.28";

struct Libgps {
  Unpack unpack;
};

core::Result<Libgps> load() {
  // Never unloaded: what it brings does not like it.
  void* library = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
  void* function = library == nullptr ? nullptr : dlsym(library, "gps_unpack");
  if (function == nullptr) return core::Error{"cannot listen for positions", dlerror(), "install libgps28"};
  return Libgps{reinterpret_cast<Unpack>(function)};
}

core::FixKind kind_of(const gps_fix_t& fix) {
  switch (fix.status) {
    case STATUS_DGPS_FIX:
      return core::FixKind::Differential;
    case STATUS_RTK_FIX:
      return core::FixKind::RtkFixed;
    case STATUS_RTK_FLT:
      return core::FixKind::RtkFloat;
    case STATUS_DR:
      return core::FixKind::DeadReckoning;
    default:
      return fix.mode == MODE_3D ? core::FixKind::ThreeD : core::FixKind::TwoD;
  }
}

std::optional<double> accuracy_of(const gps_fix_t& fix) {
  if (std::isfinite(fix.eph) && fix.eph > 0) return fix.eph;
  if (std::isfinite(fix.epx) && std::isfinite(fix.epy) && fix.epx > 0 && fix.epy > 0)
    return std::hypot(fix.epx, fix.epy);
  return std::nullopt;
}

std::optional<core::Fix> fix_of(const gps_fix_t& said) {
  const bool has_place = (said.mode == MODE_2D || said.mode == MODE_3D) && std::isfinite(said.latitude) &&
                         std::isfinite(said.longitude);
  if (!has_place) return std::nullopt;
  core::Fix fix;
  fix.lat = said.latitude;
  fix.lon = said.longitude;
  fix.accuracy_m = accuracy_of(said);
  fix.kind = kind_of(said);
  if (said.time.tv_sec != 0)
    fix.time_ms = static_cast<std::int64_t>(said.time.tv_sec) * 1000 + said.time.tv_nsec / 1'000'000;
  if (std::isfinite(said.speed) && said.speed >= 0) fix.speed_m_s = said.speed;
  return fix;
}

class LibgpsReader final : public GpsdReader {
 public:
  explicit LibgpsReader(Unpack unpack) : unpack_(unpack) {}

  GpsdReport read(std::string_view line) override {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    // libgps takes a cut number for a number, and has been seen to loop for ever on what is no JSON.
    if (!line.starts_with('{') || !is_json(line)) return {};
    text_.assign(line);
    said_->set = 0;
    unpack_(text_.data(), said_.get());
    GpsdReport report;
    report.is_understood = said_->set != 0;
    report.is_about_fix = (said_->set & MODE_SET) != 0;
    if (!report.is_about_fix) return report;
    report.fix = fix_of(said_->fix);
    report.sensor.assign(said_->dev.path, strnlen(said_->dev.path, sizeof said_->dev.path));
    return report;
  }

 private:
  Unpack unpack_;
  std::unique_ptr<gps_data_t> said_ = std::make_unique<gps_data_t>();  // large, and all zero
  std::string text_;
};

}  // namespace

core::Result<std::unique_ptr<GpsdReader>> open_gpsd_reader() {
  const auto libgps = load();
  if (!libgps) return libgps.error();
  return std::unique_ptr<GpsdReader>(std::make_unique<LibgpsReader>(libgps->unpack));
}

}  // namespace talt::platform
