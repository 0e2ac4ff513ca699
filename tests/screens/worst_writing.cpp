// SPDX-License-Identifier: EUPL-1.2
#include "tests/screens/worst_writing.h"

#include <filesystem>
#include <fstream>

#include "platform/pictures.h"

namespace talt::tests {

const std::string long_sv =
    "Samhällsbyggnadsförvaltningens tillgänglighetsanpassning av kollektivtrafikhållplatserna ";
const std::string long_ar = "تحسين إمكانية الوصول إلى محطات المواصلات العامة في البلدية ";
const std::string long_fi = "Joukkoliikennepysäkkien esteettömyysparannukset ja toritapahtumat ";

std::string much(const std::string& phrase, std::size_t length) {
  std::string text;
  while (text.size() < length) text += phrase;
  text.resize(text.rfind(' ', length));
  return text;
}

std::string texts(const std::string& key, const Strings& languages, const Strings& words) {
  std::string lines;
  for (std::size_t i = 0; i < languages.size() && i < words.size(); ++i)
    if (!words[i].empty()) lines += key + "." + languages[i] + " = \"" + words[i] + "\"\n";
  return lines;
}

std::string list(const Strings& words) {
  std::string text = "[";
  for (const std::string& word : words) text += "\"" + word + "\", ";
  return text + "]";
}

namespace {

/// A gradient, so that cuts and turns show.
void picture(const std::string& path, int width, int height) {
  platform::Image image{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (const int part : {255 * x / width, 255 * y / height, 140, 255})
        image.rgba.push_back(static_cast<std::uint8_t>(part));
  if (const auto png = platform::encode_png(image))
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(png->data()), static_cast<std::streamsize>(png->size()));
}

}  // namespace

void Shelf::put(const std::string& name, const std::string& toml) {
  const std::string path = folder_ + "/" + name;
  std::filesystem::create_directories(path);
  std::ofstream(path + "/dialogue.toml") << toml;
  picture(path + "/wide.png", 900, 120);
  picture(path + "/tall.png", 120, 900);
  picture(path + "/photo.png", 640, 480);
  folders_.push_back(path);
}

}  // namespace talt::tests
