// SPDX-License-Identifier: EUPL-1.2
// The store on a LevelDB environment of the caller's choice: for tests that fail the n-th call or forget what
// was not synced. Everyone else asks open_store.
#pragma once

#include "platform/store.h"

namespace leveldb {
class Env;
}

namespace talt::platform {

core::Result<std::unique_ptr<Store>> open_store_on(leveldb::Env* environment, const std::string& folder,
                                                   StoreBirth birth);

}  // namespace talt::platform
