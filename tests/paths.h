// SPDX-License-Identifier: EUPL-1.2
// Where tests find the tree, the built programs and the real data that is not part of the product. Compiled
// into paths.cpp alone, so that the tests' own objects are the same in every checkout and the compiler cache
// serves them.
#pragma once

#include <filesystem>
#include <string>

namespace talt::tests {

std::filesystem::path source_folder();    // the tree's top
std::filesystem::path programs_folder();  // build/<preset>/bin
/// TALT_SHARED, else the folder `shared` beside the tree; may not exist: then tests on real data skip, saying
/// so.
std::filesystem::path shared_folder();

}  // namespace talt::tests
