package dev.packledger.server.usage;

import dev.packledger.projections.access.AccessMemory;
import dev.packledger.server.NodeName;
import dev.packledger.server.ServerOptions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who counts, and how the operator sees that all is counted. */
@Configuration(proxyBeanMethods = false)
public class UsageConfiguration {
  @Bean
  UsageQueue usageQueue(ServerOptions options, MeterRegistry meters) {
    UsageQueue queue = new UsageQueue(options.usage().waitingMax());
    FunctionCounter.builder("packledger.usage.lost", queue, UsageQueue::lost)
        .description("Downloads and denials that could not be counted")
        .register(meters);
    Gauge.builder("packledger.usage.waiting", queue, UsageQueue::waiting)
        .description("Downloads and denials that wait to be counted")
        .register(meters);
    return queue;
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  UsageFlush usageFlush(
      UsageQueue queue,
      DataSource dataSource,
      Flyway migrated,
      PlatformTransactionManager transactions,
      AccessMemory memory,
      ServerOptions options,
      NodeName node,
      InstantSource clock) {
    UsageTable table =
        new UsageTable(new JdbcTemplate(dataSource), new TransactionTemplate(transactions));
    return new UsageFlush(queue, table, memory, options.usage(), node.value(), clock);
  }

  @Bean
  UsageQueries usageQueries(JdbcClient jdbc) {
    return new UsageQueries(jdbc);
  }
}
