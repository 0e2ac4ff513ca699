// SPDX-License-Identifier: EUPL-1.2
#include "platform/projection.h"

#include <proj.h>

#include <cmath>

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

/// Of the plane: further off, its northings and eastings say nothing that anybody could use.
constexpr double degrees_from_the_middle_max = 20;
constexpr double middle_lon = 15;

struct ContextGiven {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct StepsGiven {
  void operator()(PJ* steps) const { proj_destroy(steps); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextGiven>;
using Steps = std::unique_ptr<PJ, StepsGiven>;

class ProjProjection final : public Projection {
 public:
  ProjProjection(Context context, Steps steps) : context_(std::move(context)), steps_(std::move(steps)) {}

  Result<GeoXY> to_plane(core::LatLon place) override {
    const bool is_near = std::isfinite(place.lat) && std::abs(place.lat) < 90 &&
                         std::abs(place.lon - middle_lon) <= degrees_from_the_middle_max;
    if (!is_near) return too_far();
    const auto on_plane = proj_trans(steps_.get(), PJ_FWD, proj_coord(place.lon, place.lat, 0, HUGE_VAL));
    if (!std::isfinite(on_plane.xy.x) || !std::isfinite(on_plane.xy.y)) return too_far();
    return GeoXY{on_plane.xy.x, on_plane.xy.y};
  }

 private:
  static Error too_far() {
    return {"cannot give the place in SWEREF 99 TM", "it lies too far from Sweden",
            "use its latitude and longitude"};
  }

  Context context_;
  Steps steps_;
};

}  // namespace

Result<std::unique_ptr<Projection>> open_sweref99tm() {
  Context context(proj_context_create());
  proj_context_set_enable_network(context.get(), 0);
  proj_log_level(context.get(), PJ_LOG_NONE);
  const Steps found(proj_create_crs_to_crs(context.get(), "EPSG:4326", "EPSG:3006", nullptr));
  Steps steps(found ? proj_normalize_for_visualization(context.get(), found.get()) : nullptr);
  if (!steps)
    return Error{"cannot compute in SWEREF 99 TM",
                 proj_context_errno_string(context.get(), proj_context_errno(context.get())),
                 "install proj-data"};
  return std::unique_ptr<Projection>(std::make_unique<ProjProjection>(std::move(context), std::move(steps)));
}

}  // namespace talt::platform
