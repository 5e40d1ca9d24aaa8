extension Samples {
    /// An event of a topic of Amazon MSK, with a header of signed bytes.
    package static let kafka: Sample = #"""
        {
          "eventSource": "aws:kafka",
          "eventSourceArn": "arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv-2pub/751d2973-a626-431c-9d4e-d7975eb44dd7-2",
          "bootstrapServers": "b-2.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092,b-1.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092",
          "records": {
            "mytopic-0": [
              {
                "topic": "mytopic",
                "partition": 0,
                "offset": 15,
                "timestamp": 1545084650987,
                "timestampType": "CREATE_TIME",
                "key": "cmVjb3JkS2V5",
                "value": "SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==",
                "headers": [
                  {
                    "headerKey": [104, 101, 97, 100, 101, 114, 86, 97, 108, 117, 101]
                  },
                  {
                    "signed": [118, -36, 0, 127, -128]
                  }
                ]
              }
            ]
          }
        }
        """#

    /// An event of a topic of a self-managed cluster, whose partition is a string.
    package static let kafkaSelfManaged: Sample = #"""
        {
          "eventSource": "aws:SelfManagedKafka",
          "bootstrapServers": "b-2.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092",
          "records": {
            "mytopic-0": [
              {
                "topic": "mytopic",
                "partition": "0",
                "offset": 15,
                "timestamp": 1545084650987,
                "timestampType": "LOG_APPEND_TIME",
                "value": "eyJpZCI6IDF9",
                "headers": [],
                "valueSchemaMetadata": {
                  "dataFormat": "JSON",
                  "schemaId": "1234"
                }
              }
            ]
          }
        }
        """#

    /// An event of an ActiveMQ queue.
    package static let activeMQ: Sample = #"""
        {
          "eventSource": "aws:mq",
          "eventSourceArn": "arn:aws:mq:us-east-2:111122223333:broker:test:b-9bcfa592-423a-4942-879d-eb284b418fc8",
          "messages": [
            {
              "messageID": "ID:b-9bcfa592-423a-4942-879d-eb284b418fc8-1.mq.us-east-2.amazonaws.com-37557-1234520418293-4:1:1:1:1",
              "messageType": "jms/text-message",
              "deliveryMode": 1,
              "replyTo": null,
              "type": null,
              "expiration": "60000",
              "priority": 1,
              "correlationId": "myJMSCoID",
              "redelivered": false,
              "destination": {
                "physicalName": "testQueue"
              },
              "data": "QUJDOkFBQUE=",
              "timestamp": 1598827811958,
              "brokerInTime": 1598827811958,
              "brokerOutTime": 1598827811959,
              "properties": {
                "index": "1",
                "doAlarm": "false",
                "myCustomProperty": "value"
              }
            },
            {
              "messageID": "ID:b-9bcfa592-423a-4942-879d-eb284b418fc8-1.mq.us-east-2.amazonaws.com-37557-1234520418293-4:1:1:1:2",
              "messageType": "jms/bytes-message",
              "deliveryMode": 2,
              "replyTo": "null",
              "correlationID": "",
              "redelivered": true,
              "destination": {
                "physicalName": "testQueue"
              },
              "data": "LQaGQ82S48k=",
              "timestamp": 1598827811958,
              "brokerInTime": 1598827811958,
              "brokerOutTime": 1598827811959,
              "properties": {}
            }
          ]
        }
        """#

    /// An event of a RabbitMQ queue.
    package static let rabbitMQ: Sample = #"""
        {
          "eventSource": "aws:rmq",
          "eventSourceArn": "arn:aws:mq:us-east-2:111122223333:broker:pizzaBroker:b-9bcfa592-423a-4942-879d-eb284b418fc8",
          "rmqMessagesByQueue": {
            "pizzaQueue::/": [
              {
                "basicProperties": {
                  "contentType": "text/plain",
                  "contentEncoding": null,
                  "headers": {
                    "header1": {
                      "bytes": [118, 97, 108, 117, 101, 49]
                    },
                    "header2": {
                      "bytes": [-1, -2]
                    },
                    "numberInHeader": 10
                  },
                  "deliveryMode": 1,
                  "priority": 34,
                  "correlationId": null,
                  "replyTo": null,
                  "expiration": "60000",
                  "messageId": null,
                  "timestamp": "Jan 1, 1970, 12:33:41 AM",
                  "type": null,
                  "userId": "AIDACKCEVSQ6C2EXAMPLE",
                  "appId": null,
                  "clusterId": null,
                  "bodySize": 80
                },
                "redelivered": false,
                "data": "eyJ0aW1lb3V0IjowLCJkYXRhIjoiQ1pybWYwR3c4T3Y0YnFMUXhENEUifQ=="
              }
            ]
          }
        }
        """#

    /// An event of a DocumentDB change stream.
    package static let documentDB: Sample = #"""
        {
          "eventSourceArn": "arn:aws:rds:us-east-1:123456789012:cluster:canaryclusterb2a659a2-qo5tcmqkcl03",
          "events": [
            {
              "event": {
                "_id": {
                  "_data": "0163eeb6e7000000090100000009000041e1"
                },
                "clusterTime": {
                  "$timestamp": {
                    "t": 1676588775,
                    "i": 9
                  }
                },
                "documentKey": {
                  "_id": {
                    "$oid": "63eeb6e7d418cd98afb1c1d7"
                  }
                },
                "fullDocument": {
                  "_id": {
                    "$oid": "63eeb6e7d418cd98afb1c1d7"
                  },
                  "anyField": "sampleValue"
                },
                "ns": {
                  "db": "test_database",
                  "coll": "test_collection"
                },
                "operationType": "insert"
              }
            }
          ],
          "eventSource": "aws:docdb"
        }
        """#

    /// All events of message brokers and databases.
    package static let brokers: [Sample] = [
        kafka, kafkaSelfManaged, activeMQ, rabbitMQ, documentDB,
    ]
}
