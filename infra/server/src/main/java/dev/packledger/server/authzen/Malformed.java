package dev.packledger.server.authzen;

/** A question that is none: told as 400, or as the error of one evaluation among others. */
final class Malformed extends Exception {
  /** The code of the problem. */
  static final String CODE = "evaluation.malformed";

  private static final long serialVersionUID = 1L;
  private final String code;
  private final String detail;

  /**
   * @param detail one plain sentence, without anything of the question
   */
  Malformed(String detail) {
    this(CODE, detail);
  }

  Malformed(String code, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.detail = detail;
  }

  String code() {
    return code;
  }

  String detail() {
    return detail;
  }
}
