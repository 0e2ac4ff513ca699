// SPDX-License-Identifier: EUPL-1.2
#include "sync/attachment_receipt.h"
#include "sync/receiver/service/served_request.h"
#include "sync/receiver/service/service_turn.h"

namespace talt::receiver {

using platform::HttpResponse;
using platform::ServedRequest;

namespace {

// What stays free of attachments on the receiver's own disk: records must always be taken.
constexpr std::int64_t records_space_bytes = 256 * 1024 * 1024;

}  // namespace

std::variant<HttpResponse, std::size_t> Service::admit_piece(const ServedRequest& head) {
  const auto range = sync::decode_content_range(header_of(head, "content-range"));
  if (!range) return problem(400, "Content-Range cannot be read", range.error().why, head);
  if (auto refused = refuse_sender(attachment_path_of(head.path)->device, head)) return *refused;
  return sync::piece_bytes_max;
}

HttpResponse Service::take_piece(const ServedRequest& request) {
  const auto path = attachment_path_of(request.path);
  const auto range = sync::decode_content_range(header_of(request, "content-range"));
  const Turn turn(*this, path->device);
  if (!turn.is_given()) return problem(429, "This device sends too much at once", "", request);
  const auto device = ledger_.device(path->device);
  if (!device) return no_database(device.error(), request);
  const auto* signer = *device ? signer_of(**device, request) : nullptr;
  if (signer == nullptr || !range) return problem(401, "This device is not enrolled here", "", request);
  const auto verified =
      sync::verify_piece(request.method, request.path, request.headers, request.body, signer->key);
  if (!verified) return unverified(verified.error(), request);
  if (const auto free = free_bytes_(); free && *free < records_space_bytes)
    return problem(507, "The receiver's disk is nearly full", "what is left is kept for records", request);
  const auto taken = ledger_.accept(AttachmentPiece{path->device, path->name, *range, request.body});
  if (!taken) return no_database(taken.error(), request);
  switch (taken->fate) {
    case PieceFate::NotNamed:
      return problem(404, "The attachment is not expected", "no record of this device names it", request);
    case PieceFate::OtherSize:
      return problem(422, "The attachment is not taken", "its record names another size", request);
    case PieceFate::NoRoom:
      return problem(507, "The attachment is not taken", "this device has sent more than it may", request);
    case PieceFate::Taken:
      break;
  }
  return attachment_receipt_for(**device, path->name, *taken, verified->nonce);
}

HttpResponse Service::attachment_receipt_for(const Device& device, const core::AttachmentName& name,
                                             const TakenPiece& taken, const std::string& nonce) {
  sync::AttachmentReceipt receipt{device.id,       name,  taken.have, taken.size,      taken.is_whole,
                                  taken.is_stable, nonce, wall_s_(),  taken.discarded, {}};
  sync::sign(receipt, municipality_.receipt_key);
  if (taken.is_whole || !taken.discarded.empty())
    events_("attachment " + platform::to_hex(name) + " of " + device.name +
            (taken.is_whole ? " is whole" : ": " + taken.discarded));
  return {200, {{"content-type", "application/talt-attachment-receipt+cbor"}}, sync::encode(receipt)};
}

}  // namespace talt::receiver
