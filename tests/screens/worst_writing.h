// SPDX-License-Identifier: EUPL-1.2
// What the worst dialogues are written with: long words, lists and texts as TOML, folders with pictures of
// every shape. One thread.
#pragma once

#include <string>
#include <vector>

namespace talt::tests {

using Strings = std::vector<std::string>;

extern const std::string long_sv, long_ar, long_fi;

/// About this many bytes of `phrase`, in whole words.
std::string much(const std::string& phrase, std::size_t length);
/// `key` in each of the languages that have words for it, a line each.
std::string texts(const std::string& key, const Strings& languages, const Strings& words);
/// A TOML list of strings.
std::string list(const Strings& words);

/// Puts dialogues into folders of their own, with wide.png, tall.png and photo.png.
class Shelf {
 public:
  explicit Shelf(std::string folder) : folder_(std::move(folder)) {}
  void put(const std::string& name, const std::string& toml);
  Strings take() { return std::move(folders_); }

 private:
  std::string folder_;
  Strings folders_;
};

}  // namespace talt::tests
