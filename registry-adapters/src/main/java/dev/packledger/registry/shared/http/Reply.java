package dev.packledger.registry.shared.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What goes back: a document, or a file. */
public sealed interface Reply permits Answer, Document.Sent, FileAnswer {
  void send(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
