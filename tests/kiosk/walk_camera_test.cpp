// SPDX-License-Identifier: EUPL-1.2
// A photo from the camera, as staff take it: the real kiosk, and a camera that is played.
#include <catch2/catch.hpp>

#include "tests/doubles/scripted_camera.h"
#include "tests/kiosk/walk_rig.h"

using namespace talt;
using namespace talt::tests;
using doubles::ScriptedCamera;

namespace {

struct CameraGround : WalkGround {
  ScriptedCamera camera;
  doubles::TemporaryFolder photos;

  std::function<void(kiosk::KioskGround&, kiosk::KioskOptions&)> preparing() {
    return [this, below = WalkGround::preparing()](auto& ground, auto& options) {
      below(ground, options);
      options.photos_folder = photos.path();  // no stick of this machine
      ground.find_camera = [this] { return platform::find_camera("", camera); };
    };
  }
};

struct CameraRig : CameraGround, KioskRig {
  CameraRig() : KioskRig("", "safety-walk", preparing()) {}
  const core::walk::ChoosingPhoto& choosing() const {
    return std::get<core::walk::ChoosingPhoto>(
        std::get<core::walk::Noting>(kiosk->state().walk->screen).over);
  }
};

const std::string to_the_photo = begin_walk + "tap #theme:lighting\ntap #verdict:bad\ntap #photo\n";

}  // namespace

TEST_CASE("what the camera sees shows, and a tap takes it in like any photo") {
  CameraRig rig;
  rig.walk(to_the_photo + "expect \"Det kameran ser\"\n");
  CHECK(rig.camera.format().width == 640);
  rig.walk("tap #shoot\n");
  CHECK(rig.camera.format().width == 1600);
  const auto& noting = std::get<core::walk::Noting>(rig.kiosk->state().walk->screen);
  const auto* blurring = std::get_if<core::walk::BlurringPhoto>(&noting.over);
  REQUIRE(blurring != nullptr);
  CHECK(blurring->width == 1600);
  CHECK(rig.camera.closes());  // it sees nobody any more
  rig.walk("draw #picture 0.4 0.3 0.6 0.3\ntap #photo.keep\n");
  REQUIRE(rig.kiosk->state().walk->draft);
  CHECK(rig.kiosk->state().walk->draft->attachments.size() == 1);
  CHECK(rig.camera.broken() == std::vector<std::string>{});
}

TEST_CASE("the camera closes however its screen is left") {
  CameraRig rig;
  rig.walk(to_the_photo + "expect #shoot\n");
  CHECK(rig.camera.is_open());
  SECTION("back to the note") {
    rig.walk("tap #back\n");
  }
  SECTION("the kiosk ends") {
    rig.kiosk.reset();
  }
  CHECK(rig.camera.closes());
}

TEST_CASE("a camera pulled out in mid-picture is told of, and seen again when it is back") {
  CameraRig rig;
  rig.walk(to_the_photo + "expect #shoot\n");
  rig.camera.change([](auto& camera) {
    camera.sends = [](const v4l2_pix_format& format) {
      return format.width == 1600 ? std::nullopt : ScriptedCamera::camera_sees(format);
    };
  });
  rig.tap("shoot");
  rig.turns(5);
  CHECK(rig.choosing().looking);
  rig.camera.unplug();
  rig.kiosk->settle();
  CHECK(rig.choosing().camera == core::walk::CameraState::NotThere);
  CHECK(rig.shows("Kameran är inte inkopplad"));
  CHECK_FALSE(rig.shows("#shoot"));
  CHECK(rig.camera.closes());
  rig.walk("tap #photo.again\n");
  CHECK(rig.choosing().camera == core::walk::CameraState::None);
  rig.camera.plug_in();
  rig.camera.change([](auto& camera) { camera.sends = ScriptedCamera::camera_sees; });
  rig.walk("tap #photo.again\nexpect \"Det kameran ser\"\ntap #shoot\nexpect #photo.keep\n");
}

TEST_CASE("who may not use the camera, or comes second, reads what to do") {
  CameraRig rig;
  rig.camera.refuses["/dev/video0"] = EACCES;
  rig.walk(to_the_photo + "expect \"gruppen video\"\nexpect-not #shoot\n");
  rig.camera.change([](auto& camera) { camera.refuses["/dev/video0"] = EBUSY; });
  rig.walk("tap #photo.again\nexpect \"Ett annat program\"\n");
  rig.camera.change([](auto& camera) { camera.refuses.clear(); });
  rig.walk("tap #photo.again\nexpect #shoot\n");
}

TEST_CASE("a camera that sends nothing but rubbish is given up, and the note goes on") {
  CameraRig rig;
  rig.camera.sends = [](const v4l2_pix_format&) {
    return std::optional(doubles::SentFrame{core::Bytes(5000, 0xA5), {}, {}, false});
  };
  rig.walk(to_the_photo + "expect \"Kameran skickar inga bilder\"\n");
  CHECK(rig.camera.closes());
  rig.walk("tap #back\ntap #done\n");
  CHECK(rig.kiosk->state().walk->notes.size() == 1);
}

TEST_CASE("back is heard while a slow camera takes its picture") {
  CameraRig rig;
  rig.walk(to_the_photo + "expect #shoot\n");
  rig.camera.change([](auto& camera) { camera.sends = [](const v4l2_pix_format&) { return std::nullopt; }; });
  rig.tap("shoot");
  rig.turns(3);
  REQUIRE(rig.choosing().looking);
  rig.tap("back");  // and not by a walkthrough, which waits for the picture first
  rig.turns(3);
  const auto& noting = std::get<core::walk::Noting>(rig.kiosk->state().walk->screen);
  CHECK(std::holds_alternative<core::walk::Form>(noting.over));
  CHECK(rig.camera.closes());
}

TEST_CASE("where there is no camera the files are there alone, without a word of it") {
  CameraRig rig;
  rig.camera.paths.clear();
  rig.walk(to_the_photo + "expect \"Välj en bild\"\nexpect-not #shoot\nexpect-not #camera.trouble\n");
  CHECK(rig.camera.calls() == 0);
}
