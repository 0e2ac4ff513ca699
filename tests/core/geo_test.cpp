// SPDX-License-Identifier: EUPL-1.2
#include "app/core/geo.h"

#include <catch2/catch.hpp>

using namespace talt::core;

TEST_CASE("a place comes back from the web map's plane as it went in") {
  for (const LatLon place : {LatLon{63.3121, 13.6504}, LatLon{-33.9, 151.2}, LatLon{0, -179.9}}) {
    const LatLon back = from_mercator(to_mercator(place));
    CHECK(back.lat == Approx(place.lat).margin(1e-9));
    CHECK(back.lon == Approx(place.lon).margin(1e-9));
  }
  CHECK(to_mercator({0, 0}).x == Approx(0.5));
  CHECK(to_mercator({0, 0}).y == Approx(0.5));
  CHECK(to_mercator({89.9, 0}).y >= -1e-9);
}

TEST_CASE("control points tie a turned picture to the ground") {
  const Affine truth{1e-7, 2e-8, 0.5379, -2e-8, 1e-7, 0.2711};
  std::vector<ControlPoint> points;
  for (const auto& [x, y] : {std::pair{10.0, 20.0}, {900.0, 35.0}, {450.0, 610.0}, {30.0, 580.0}}) {
    const LatLon place = from_mercator(truth({x, y}));
    points.push_back({x, y, place.lat, place.lon});
  }
  const auto found = fit(points);
  REQUIRE(found);
  CHECK(worst_misfit_px(points, *found) < 0.01);
  points[0].x += 40;
  CHECK(worst_misfit_px(points, *fit(points)) > 5);
}

TEST_CASE("control points on one line tie nothing") {
  CHECK_FALSE(fit({{0, 0, 63, 13}, {10, 10, 63.1, 13.1}, {20, 20, 63.2, 13.2}}));
  CHECK_FALSE(fit({{0, 0, 63, 13}, {10, 0, 63, 13.1}}));
}
