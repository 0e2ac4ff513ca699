// SPDX-License-Identifier: EUPL-1.2
// What a satellite receiver says in a second, as NMEA 0183, and the places in a log of one. For tests only.
#pragma once

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "app/core/geo_place.h"

namespace talt::doubles {

inline std::string nmea_sentence(const std::string& body) {
  unsigned sum = 0;
  for (const char c : body) sum ^= static_cast<unsigned char>(c);
  char end[8];
  std::snprintf(end, sizeof end, "*%02X\r\n", sum);
  return std::string("$").append(body).append(end);
}

/// ddmm.mmmmmm,N as NMEA writes it.
inline std::string nmea_angle(double degrees, int digits, const char* sides) {
  const double size = std::abs(degrees), whole = std::floor(size);
  char text[32];
  std::snprintf(text, sizeof text, "%0*d%010.7f,%c", digits, static_cast<int>(whole), (size - whole) * 60,
                sides[degrees < 0 ? 1 : 0]);
  return text;
}

/// One second: GGA, GSA, RMC. `quality` as in GGA: 0 no fix, 1 plain, 2 differential, 4 RTK fixed, 5 RTK
/// float.
inline std::string nmea_second(core::LatLon at, std::time_t time_s, int quality = 1, double knots = 2.5,
                               double dilution = 0.9) {
  std::tm utc{};
  gmtime_r(&time_s, &utc);
  char clock[16], date[16], rest[64];
  std::strftime(clock, sizeof clock, "%H%M%S.00", &utc);
  std::strftime(date, sizeof date, "%d%m%y", &utc);
  std::string place = ",,,";
  if (quality != 0) {
    place = nmea_angle(at.lat, 2, "NS");
    place += ',';
    place += nmea_angle(at.lon, 3, "EW");
  }
  std::snprintf(rest, sizeof rest, ",%d,09,%.1f,330.0,M,25.0,M,,", quality, dilution);
  // Piece by piece: gcc 12 sees writes past the end in sums of strings.
  std::string fix = "GPGGA,", sky = "GPGSA,A,", course = "GPRMC,";
  fix.append(clock).append(1, ',').append(place).append(rest);
  std::snprintf(rest, sizeof rest, ",02,05,09,12,15,21,24,26,29,,,,1.6,%.1f,1.3", dilution);
  sky.append(quality == 0 ? "1" : "3").append(rest);
  course.append(clock).append(quality == 0 ? ",V," : ",A,").append(place);
  std::snprintf(rest, sizeof rest, ",%.2f,12.0,", knots);
  course.append(rest).append(date).append(",,,A");
  return nmea_sentence(fix).append(nmea_sentence(sky)).append(nmea_sentence(course));
}

/// Every place that a log's GGA, RMC and GLL sentences name, whatever they say of it.
inline std::vector<core::LatLon> nmea_places(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<core::LatLon> places;
  for (std::string line; std::getline(in, line);) {
    const auto start = line.find('$');
    if (start == std::string::npos || line.size() < start + 7) continue;
    std::vector<std::string> fields{""};
    for (const char c : line.substr(start)) {
      if (c == ',')
        fields.emplace_back();
      else
        fields.back() += c;
    }
    const auto kind = fields[0].substr(std::min<std::size_t>(3, fields[0].size()));
    const std::size_t at = kind == "GGA" || kind == "GNS" ? 2 : kind == "RMC" ? 3 : kind == "GLL" ? 1 : 0;
    if (at == 0 || fields.size() < at + 4 || fields[at].empty() || fields[at + 2].empty()) continue;
    const auto degrees = [](const std::string& value, const std::string& side) {
      const double number = std::atof(value.c_str()), whole = std::floor(number / 100);
      const double found = whole + (number - whole * 100) / 60;
      return side == "S" || side == "W" ? -found : found;
    };
    places.push_back({degrees(fields[at], fields[at + 1]), degrees(fields[at + 2], fields[at + 3])});
  }
  return places;
}

}  // namespace talt::doubles
