package dev.packledger.server.api.openapi;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Tells everyone how the API is called; it says nothing about anyone. */
@RestController
class OpenApiRoute {
  private final ObjectProvider<OpenApiDocument> document;

  /**
   * @param document made when it is first asked for, so that starting does not wait for it
   */
  OpenApiRoute(ObjectProvider<OpenApiDocument> document) {
    this.document = document;
  }

  @GetMapping("/api/v1/openapi.json")
  ObjectNode describe() {
    return document.getObject().json();
  }
}
