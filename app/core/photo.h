// SPDX-License-Identifier: EUPL-1.2
// A photo as pixels, and what is done to them before it is kept: scaled down, turned upright, faces and
// plates made unrecognisable. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::core {

inline constexpr int photo_side_max = 2048;  // a kept photo's long edge in pixels; also a texture's bound
inline constexpr std::size_t photo_file_bytes_max = 64 * 1024 * 1024;  // of a picture taken in
inline constexpr std::int64_t photo_pixels_max = 120'000'000;  // of a picture taken in: phones claim 108
inline constexpr std::int64_t photo_memory_bytes_max = 400 * 1024 * 1024;  // while one is taken in
inline constexpr std::size_t photo_jpeg_bytes_aim =
    700 * 1024;  // quality falls until a kept photo is smaller

/// Rows from the top, three bytes a pixel (red, green, blue; sRGB is assumed).
struct Photo {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;
};

/// What the photographer is told of a photo that cannot be had or kept, or not as it should be.
enum class PhotoTrouble : std::uint8_t {
  None,
  NoFolder,     // where photos should be cannot be looked into
  NotThere,     // it cannot be read from there: was the stick pulled out?
  Broken,       // too little of it is left
  TooLarge,     // more pixels, bytes or memory than a picture may take
  Unsupported,  // no picture, or of a kind that is not read
  EndsEarly,    // what there is of it is shown
  PartlyWrong,  // it is shown, damaged
  DiskFull,     // what is left of the disk is kept for records
  NotKept
};
struct PhotoError : Error {
  PhotoTrouble trouble = PhotoTrouble::Broken;
};

/// EXIF's Orientation (tag 0x0112, CIPA DC-008 table 6): where the stored first row and column belong.
/// Numbers are EXIF's own.
enum class Orientation : std::uint8_t {
  Upright = 1,
  MirroredAcross = 2,
  Turned180 = 3,
  MirroredDown = 4,
  Transposed = 5,
  Turned90 = 6,
  Transversed = 7,
  Turned270 = 8
};
Photo upright(Photo photo, Orientation orientation);

/// Takes a picture row by row and keeps a photo whose long edge is at most `side_max`: each of its pixels is
/// the mean of the area that it covers. A picture that is small enough stays as it is. Holds the kept photo
/// and one row of sums, never the picture.
class RowShrinker {
 public:
  /// Width and height at least 1 and at most 2^20, `side_max` at least 1.
  RowShrinker(int width, int height, int side_max);
  /// The next row, 3 * width bytes; at most `height` of them.
  void add(const std::uint8_t* rgb);
  int rows() const { return rows_; }
  /// Of the rows that came: where they are fewer than `height` the photo is cut below the last whole one, and
  /// may have no row at all.
  Photo finish();

 private:
  void sum_across(const std::uint8_t* rgb);
  void add_down(std::uint64_t weight);
  void end_kept_row();

  int width_, height_, rows_ = 0, kept_rows_ = 0;
  std::vector<std::uint64_t> across_, down_;
  Photo kept_;
};
Photo shrunk(const Photo& photo, int side_max);

struct StrokePoint {
  int x = 0;
  int y = 0;
};
/// A finger's way over a photo, in the photo's own pixels; what lies within `radius` of it is meant. Points
/// may lie outside of the photo.
struct Stroke {
  std::vector<StrokePoint> points;
  int radius = 0;
};

/// Makes what lies under the stroke unrecognisable, for good. Why nobody can undo it: every square block that
/// the stroke touches is filled, whole, with one colour, its mean in 16 steps a channel. Of at least 256
/// pixels (on a kept photo of 2048 pixels: 7,225) 12 bits remain; nothing of a block is left beside it, no
/// two blocks overlap, and the steps are coarser than what any one pixel or letter changes in the mean, so
/// that even trying all plates or faces against the result tells little. Blocks grow with the stroke: over a
/// face that was rubbed out with a wide finger or a long scribble lie about three across.
void blur(Photo& photo, const Stroke& stroke);

/// The side of the blocks that this stroke makes of the photo, in pixels.
int blur_block(const Photo& photo, const Stroke& stroke);

}  // namespace talt::core
