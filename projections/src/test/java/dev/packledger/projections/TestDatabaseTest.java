package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {
  @Test
  void everyDatabaseIsFreshAndMigrated() {
    JdbcClient first = JdbcClient.create(TestDatabase.create());
    first.sql("create table projections.only_here (id int primary key)").update();

    JdbcClient second = JdbcClient.create(TestDatabase.create());

    assertThat(
            second
                .sql("select count(*) from information_schema.schemata where schema_name = ?")
                .param("projections")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(
            second
                .sql("select to_regclass('projections.only_here') is null")
                .query(Boolean.class)
                .single())
        .isTrue();
  }
}
