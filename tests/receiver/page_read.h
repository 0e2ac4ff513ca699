// SPDX-License-Identifier: EUPL-1.2
// The protocol's page read as a tree by libxml2, asked by XPath (elements as h:section). For tests only.
#pragma once

#include <catch2/catch.hpp>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <memory>
#include <string>
#include <vector>

namespace talt::tests {

class PageRead {
 public:
  /// Fails the test where the page is not well-formed.
  explicit PageRead(const std::string& path)
      : page_(xmlReadFile(path.c_str(), "UTF-8", XML_PARSE_NONET | XML_PARSE_HUGE), xmlFreeDoc) {
    REQUIRE(page_ != nullptr);
    context_.reset(xmlXPathNewContext(page_.get()));
    xmlXPathRegisterNs(context_.get(), text("h"), text("http://www.w3.org/1999/xhtml"));
  }

  /// What the nodes say, spaces between words made one.
  std::vector<std::string> all(const std::string& query) const {
    const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObject*)> found(
        xmlXPathEvalExpression(text(query.c_str()), context_.get()), xmlXPathFreeObject);
    REQUIRE(found != nullptr);
    std::vector<std::string> texts;
    const auto* nodes = found->nodesetval;
    for (int i = 0; nodes != nullptr && i < nodes->nodeNr; ++i) {
      xmlChar* content = xmlNodeGetContent(nodes->nodeTab[i]);
      texts.push_back(one_line(reinterpret_cast<const char*>(content)));
      xmlFree(content);
    }
    return texts;
  }
  std::size_t count(const std::string& query) const { return all(query).size(); }
  /// Of the first; empty where there is none.
  std::string one(const std::string& query) const {
    const auto found = all(query);
    return found.empty() ? std::string() : found.front();
  }

 private:
  static const xmlChar* text(const char* from) { return reinterpret_cast<const xmlChar*>(from); }
  static std::string one_line(const std::string& from) {
    std::string line;
    for (const char c : from) {
      const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_space || (!line.empty() && line.back() != ' ')) line += is_space ? ' ' : c;
    }
    return line;
  }

  std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> page_;
  std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContext*)> context_{nullptr, xmlXPathFreeContext};
};

}  // namespace talt::tests
