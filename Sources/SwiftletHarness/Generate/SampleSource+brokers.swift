import SwiftletJSON

extension SampleSource {
    /// Batches of message brokers and databases.
    static let brokers = [
        SampleSource(
            "kafka",
            summary: "Amazon MSK, records of two partitions",
            json: #"""
                {
                  "eventSource": "aws:kafka",
                  "eventSourceArn": "arn:aws:kafka:eu-central-1:123456789012:cluster/shop/0f8fad5b-d9cb-469f-a165-70867728950e-4",
                  "bootstrapServers": "b-1.shop.a1b2c3.c4.kafka.eu-central-1.amazonaws.com:9092,b-2.shop.a1b2c3.c4.kafka.eu-central-1.amazonaws.com:9092",
                  "records": {
                    "orders-0": [
                      {
                        "topic": "orders",
                        "partition": 0,
                        "offset": 15,
                        "timestamp": 1767225600000,
                        "timestampType": "CREATE_TIME",
                        "key": "b3JkZXItNDI=",
                        "value": "eyJvcmRlcl9pZCI6IDQyfQ==",
                        "headers": [{"traceparent": [48, 48, 45]}, {"signature": [118, -36, 0, 127, -128]}]
                      }
                    ],
                    "orders-1": [
                      {
                        "topic": "orders",
                        "partition": 1,
                        "offset": 7,
                        "timestamp": 1767225600250,
                        "timestampType": "CREATE_TIME",
                        "key": "b3JkZXItNDM=",
                        "value": null,
                        "headers": []
                      }
                    ]
                  }
                }
                """#
        ),
        SampleSource(
            "kafka-self-managed",
            summary: "Self-managed Apache Kafka",
            json: #"""
                {
                  "eventSource": "SelfManagedKafka",
                  "bootstrapServers": "kafka-1.example.com:9092,kafka-2.example.com:9092",
                  "records": {
                    "orders-0": [
                      {
                        "topic": "orders",
                        "partition": 0,
                        "offset": 15,
                        "timestamp": 1767225600000,
                        "timestampType": "CREATE_TIME",
                        "key": "b3JkZXItNDI=",
                        "value": "eyJvcmRlcl9pZCI6IDQyfQ==",
                        "headers": [{"traceparent": [48, 48, 45]}]
                      }
                    ]
                  }
                }
                """#
        ),
        SampleSource(
            "activemq",
            summary: "Amazon MQ, ActiveMQ queue",
            json: #"""
                {
                  "eventSource": "aws:mq",
                  "eventSourceArn": "arn:aws:mq:eu-central-1:123456789012:broker:shop:b-9bcfa592-423a-4942-879d-eb284b418fc8",
                  "messages": [
                    {
                      "messageID": "ID:b-9bcfa592-423a-4942-879d-eb284b418fc8-1.mq.eu-central-1.amazonaws.com-37557-1234520418293-4:1:1:1:1",
                      "messageType": "jms/text-message",
                      "deliveryMode": 1,
                      "replyTo": null,
                      "type": null,
                      "expiration": "60000",
                      "priority": 1,
                      "correlationId": "order-42",
                      "redelivered": false,
                      "destination": {"physicalName": "orders"},
                      "data": "eyJvcmRlcl9pZCI6IDQyfQ==",
                      "timestamp": 1767225600000,
                      "brokerInTime": 1767225600001,
                      "brokerOutTime": 1767225600002,
                      "properties": {"kind": "created"}
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "rabbitmq",
            summary: "Amazon MQ, RabbitMQ queue",
            json: #"""
                {
                  "eventSource": "aws:rmq",
                  "eventSourceArn": "arn:aws:mq:eu-central-1:123456789012:broker:shop:b-9bcfa592-423a-4942-879d-eb284b418fc8",
                  "rmqMessagesByQueue": {
                    "orders::/": [
                      {
                        "basicProperties": {
                          "contentType": "application/json",
                          "contentEncoding": null,
                          "headers": {"kind": {"bytes": [99, 114, 101, 97, 116, 101, 100]}, "attempt": 1},
                          "deliveryMode": 1,
                          "priority": 34,
                          "correlationId": null,
                          "replyTo": null,
                          "expiration": "60000",
                          "messageId": null,
                          "timestamp": "Jan 1, 2026, 12:00:00 AM",
                          "type": null,
                          "userId": "AIDACKCEVSQ6C2EXAMPLE",
                          "appId": null,
                          "clusterId": null,
                          "bodySize": 16
                        },
                        "redelivered": false,
                        "data": "eyJvcmRlcl9pZCI6IDQyfQ=="
                      }
                    ]
                  }
                }
                """#
        ),
        SampleSource(
            "documentdb",
            summary: "DocumentDB change stream, document inserted and updated",
            json: #"""
                {
                  "eventSource": "aws:docdb",
                  "eventSourceArn": "arn:aws:rds:eu-central-1:123456789012:cluster:shop",
                  "events": [
                    {
                      "event": {
                        "_id": {"_data": "0163eeb6e7000000090100000009000041e1"},
                        "clusterTime": {"$timestamp": {"t": 1767225600, "i": 9}},
                        "documentKey": {"_id": {"$oid": "63eeb6e7d418cd98afb1c1d7"}},
                        "fullDocument": {"_id": {"$oid": "63eeb6e7d418cd98afb1c1d7"}, "email": "ada@example.com"},
                        "ns": {"db": "shop", "coll": "customers"},
                        "operationType": "insert"
                      }
                    },
                    {
                      "event": {
                        "_id": {"_data": "0163eeb6e70000000a010000000a000041e1"},
                        "clusterTime": {"$timestamp": {"t": 1767225601, "i": 1}},
                        "documentKey": {"_id": {"$oid": "63eeb6e7d418cd98afb1c1d7"}},
                        "ns": {"db": "shop", "coll": "customers"},
                        "operationType": "update",
                        "updateDescription": {
                          "updatedFields": {"email": "ada@example.org"},
                          "removedFields": ["phone"],
                          "truncatedArrays": []
                        }
                      }
                    }
                  ]
                }
                """#
        ),
    ]
}
