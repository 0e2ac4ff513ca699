// SPDX-License-Identifier: EUPL-1.2
// Dot votes as a kiosk journals and sends them, many at a time. One thread.
#pragma once

#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "platform/http_client.h"
#include "sync/device_identity.h"

namespace talt::bench {

core::Dialogue dot_vote_dialogue();
/// The padded text of one vote, as it is sealed.
core::Bytes vote(const core::Dialogue& dialogue);
/// Appends that many votes to an enrolled kiosk's journal, through the kiosk's own recorder.
void journal_votes(const std::string& data, std::size_t votes);

/// The signed request that carries these frames, as the uploader would send it.
platform::HttpRequest batch_request(const sync::DeviceIdentity& identity, const sync::StoredBatch& batch);
/// All that an unsent journal holds, in the requests in which it would go.
std::vector<platform::HttpRequest> unsent_requests(const std::string& data);

}  // namespace talt::bench
