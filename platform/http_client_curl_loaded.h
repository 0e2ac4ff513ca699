// SPDX-License-Identifier: EUPL-1.2
// libcurl and OpenSSL, loaded when the first connection is opened: with the thirty libraries that they bring
// they would cost every start of a kiosk six milliseconds, and its first try to sync comes half a minute
// later. Any thread.
#pragma once

#include <curl/curl.h>
#include <openssl/ssl.h>

#include "app/core/result.h"

namespace talt::platform {

struct LoadedCurl {
  decltype(&curl_global_init) global_init = nullptr;
  decltype(&curl_easy_init) init = nullptr;
  decltype(&curl_easy_cleanup) cleanup = nullptr;
  decltype(&curl_easy_reset) reset = nullptr;
  decltype(&curl_easy_setopt) setopt = nullptr;
  decltype(&curl_easy_perform) perform = nullptr;
  decltype(&curl_easy_getinfo) getinfo = nullptr;
  decltype(&curl_easy_strerror) strerror = nullptr;
  decltype(&curl_slist_append) slist_append = nullptr;
  decltype(&curl_slist_free_all) slist_free_all = nullptr;
  decltype(&SSL_CTX_get0_param) ssl_rules = nullptr;
  decltype(&X509_VERIFY_PARAM_set_flags) set_rule_flags = nullptr;
};

/// The same for the whole process; fails where a library or one of its functions is missing.
core::Result<const LoadedCurl*> load_curl();

}  // namespace talt::platform
