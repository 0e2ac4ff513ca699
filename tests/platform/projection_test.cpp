// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>

#include <cmath>

#include "platform/projection.h"

using namespace talt;

TEST_CASE("SWEREF 99 TM agrees with Lantmäteriet's control points to the millimetre", "[projection]") {
  const auto plane = platform::open_sweref99tm();
  REQUIRE(plane);
  struct Known {
    double lat, lon, north, east;
  };
  // Lantmäteriet, "Gauss Conformal Projection": control points of SWEREF 99 TM.
  for (const auto& known :
       {Known{55, 12.75, 6097106.672, 356083.438}, Known{55, 14.25, 6095048.642, 452024.069},
        Known{57, 12.75, 6319636.937, 363331.554}, Known{57, 19.5, 6326392.707, 773251.054},
        Known{59, 11.25, 6546096.724, 284626.066}, Known{59, 19.5, 6548757.206, 758410.519},
        Known{61, 12.75, 6764877.311, 378323.440}, Known{61, 18.75, 6768593.345, 702745.127},
        Known{63, 12, 6989134.048, 348083.148}, Known{63, 19.5, 6993565.630, 727798.671},
        Known{65, 13.5, 7209293.753, 429270.201}, Known{65, 21.75, 7225449.115, 817833.405},
        Known{67, 16.5, 7432168.174, 565398.458}, Known{67, 24, 7459745.672, 891298.142},
        Known{69, 21, 7666089.698, 739639.195}}) {
    const auto at = (*plane)->to_plane({known.lat, known.lon});
    REQUIRE(at);
    INFO(known.lat << ", " << known.lon);
    CHECK(at->x == Approx(known.east).margin(0.00051).epsilon(0));
    CHECK(at->y == Approx(known.north).margin(0.00051).epsilon(0));
  }
}

TEST_CASE("a place that is none, or on another side of the earth, has no place on the plane",
          "[projection]") {
  const auto plane = platform::open_sweref99tm();
  REQUIRE(plane);
  for (const core::LatLon far :
       {core::LatLon{0, 160}, {59, -120}, {91, 15}, {std::nan(""), 15}, {59, std::nan("")}})
    CHECK_FALSE((*plane)->to_plane(far));
}
