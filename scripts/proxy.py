"""Carries TCP connections on loopback to a Unix socket: proxy.py SOCKET PORTFILE."""
import asyncio
import sys


async def pump(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def main(path, port_file):
    async def serve(reader, writer):
        there_reader, there_writer = await asyncio.open_unix_connection(path)
        await asyncio.gather(
            pump(reader, there_writer), pump(there_reader, writer), return_exceptions=True
        )

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    with open(port_file, "w") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    async with server:
        await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
