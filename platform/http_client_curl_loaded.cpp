// SPDX-License-Identifier: EUPL-1.2
#include "platform/http_client_curl_loaded.h"

#include <dlfcn.h>

namespace talt::platform {

namespace {

struct Loading {
  LoadedCurl curl;
  std::string missing;  // empty where all was found

  Loading() {
    void* http = library("libcurl.so.4");
    void* tls = library("libssl.so.3");
    void* certificates = library("libcrypto.so.3");
    find(curl.global_init, http, "curl_global_init");
    find(curl.init, http, "curl_easy_init");
    find(curl.cleanup, http, "curl_easy_cleanup");
    find(curl.reset, http, "curl_easy_reset");
    find(curl.setopt, http, "curl_easy_setopt");
    find(curl.perform, http, "curl_easy_perform");
    find(curl.getinfo, http, "curl_easy_getinfo");
    find(curl.strerror, http, "curl_easy_strerror");
    find(curl.slist_append, http, "curl_slist_append");
    find(curl.slist_free_all, http, "curl_slist_free_all");
    find(curl.ssl_rules, tls, "SSL_CTX_get0_param");
    find(curl.set_rule_flags, certificates, "X509_VERIFY_PARAM_set_flags");
    if (missing.empty() && curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
      missing = "libcurl does not start";
  }

  /// Never unloaded: its threads and its memory of sessions last as long as the process.
  void* library(const char* name) {
    void* handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr && missing.empty()) missing = dlerror();
    return handle;
  }
  template <class Function>
  void find(Function& into, void* in, const char* name) {
    into = in == nullptr ? nullptr : reinterpret_cast<Function>(dlsym(in, name));
    if (into == nullptr && missing.empty()) missing = std::string(name) + " is missing";
  }
};

}  // namespace

core::Result<const LoadedCurl*> load_curl() {
  static const Loading loading;
  if (!loading.missing.empty())
    return core::Error{"cannot open a connection", loading.missing, "install libcurl4"};
  return &loading.curl;
}

}  // namespace talt::platform
