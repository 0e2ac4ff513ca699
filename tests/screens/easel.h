// SPDX-License-Identifier: EUPL-1.2
// Draws states of a dialogue on a glass in memory, as the kiosk does with every motion finished. One thread.
#pragma once

#include <memory>
#include <string>

#include "app/core/dialogue.h"
#include "app/core/host_facts.h"
#include "app/core/visit.h"
#include "app/ui/semantics.h"
#include "platform/pictures.h"

namespace talt::tests {

struct Glass {
  int width = 1280;
  int height = 800;
  float ppi = 149.5f;  // 10.1 inches at 1280x800
};

class Easel {
 public:
  /// `folder` is the dialogue's; both outlive the easel.
  Easel(const core::Dialogue& dialogue, std::string folder, const Glass& glass);
  ~Easel();
  /// What is on screen. Drawn twice where something of the first frame asks for a second.
  ui::Semantics draw(const core::State& state, const core::HostFacts& facts);
  /// What the kiosk would show there: "camera", "photo", "photo.file:1".
  void show_live(const std::string& name, const platform::Image& image);
  /// The last drawing, as PNG.
  void write_picture(const std::string& path) const;
  /// What the last frame took of the processor, drawing and showing, in milliseconds.
  double last_frame_ms() const;
  float px_per_mm() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace talt::tests
