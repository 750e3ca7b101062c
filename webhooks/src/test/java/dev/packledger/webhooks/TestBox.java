package dev.packledger.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.webhooks.inbox.SecretBox;
import java.util.Arrays;

/** Closes by turning bits and keeping the place beside; enough to tell closed from open. */
public final class TestBox implements SecretBox {
  @Override
  public byte[] close(byte[] open, String place) {
    byte[] name = place.getBytes(UTF_8);
    byte[] closed = new byte[1 + name.length + open.length];
    closed[0] = (byte) name.length;
    System.arraycopy(name, 0, closed, 1, name.length);
    for (int i = 0; i < open.length; i++) {
      closed[1 + name.length + i] = (byte) ~open[i];
    }
    return closed;
  }

  @Override
  public byte[] open(byte[] closed, String place) {
    int length = closed[0];
    byte[] name = Arrays.copyOfRange(closed, 1, 1 + length);
    if (!Arrays.equals(name, place.getBytes(UTF_8))) {
      throw new IllegalStateException("closed for another place than " + place);
    }
    byte[] open = Arrays.copyOfRange(closed, 1 + length, closed.length);
    for (int i = 0; i < open.length; i++) {
      open[i] = (byte) ~open[i];
    }
    return open;
  }
}
